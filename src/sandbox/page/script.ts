/** The page's few lines of script: filters that act at once, and a log that refreshes when asked to: what lies between its marks is markup of the server's own. */
export const script = `
for (const field of document.querySelectorAll('form select, form input[type=checkbox]')) {
  field.addEventListener('change', () => field.form.requestSubmit());
}
const refreshed = document.querySelector('[data-refresh]');
async function refresh() {
  if (document.hidden) return;
  const reply = await fetch(location.href, { cache: 'no-store' }).catch(() => undefined);
  if (!reply?.ok) return;
  const [, log] = (await reply.text()).split(/<!-{2}log-{2}>/);
  if (log !== undefined) refreshed.innerHTML = log;
}
if (refreshed !== null) setInterval(refresh, Number(refreshed.dataset.refresh) * 1000);`;
