/** Links into Xero in the form that Xero documents: they open the right organisation first. */

/** @param page the page's address, e.g. `/Contacts/View/{id}`. */
export function deepLink(page: string): string {
  return `https://go.xero.com/organisationlogin/default.aspx?shortcode={shortCode}&redirecturl=${page}`;
}
