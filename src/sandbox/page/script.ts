/** The page's few lines of script: filters that act at once, and a log that refreshes when asked to. */
export const script = `
for (const field of document.querySelectorAll('form select, form input[type=checkbox]')) {
  field.addEventListener('change', () => field.form.requestSubmit());
}
const refreshed = document.querySelector('[data-refresh]');
async function refresh() {
  if (document.hidden) return;
  const reply = await fetch(location.href, { cache: 'no-store' }).catch(() => undefined);
  if (!reply?.ok) return;
  const next = new DOMParser().parseFromString(await reply.text(), 'text/html');
  const from = next.getElementById(refreshed.id);
  if (from !== null) refreshed.replaceChildren(...from.childNodes);
}
if (refreshed !== null) setInterval(refresh, Number(refreshed.dataset.refresh) * 1000);`;
