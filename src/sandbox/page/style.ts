/** The look of the page: light and dark, wide and narrow, without anything from elsewhere. */
export const style = `
:root { color-scheme: light dark; --ground: #f6f7f9; --panel: #fff; --ink: #1b2330; --soft: #566176; --line: #d9dee7;
  --link: #0b5cad; --accent: #0b5cad; --good: #17683a; --good-ground: #e2f3e8; --warn: #7a4b00; --warn-ground: #fdf0d5;
  --bad: #a3182b; --bad-ground: #fce6e8; --calm-ground: #e9edf3; }
@media (prefers-color-scheme: dark) { :root { --ground: #12161d; --panel: #1a2029; --ink: #e6eaf1; --soft: #a3aebf;
  --line: #323b49; --link: #7db8f5; --accent: #4d9be8; --good: #86d8a5; --good-ground: #173824; --warn: #f2c877;
  --warn-ground: #4a370f; --bad: #ff9ba6; --bad-ground: #4d1a22; --calm-ground: #2a323f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--link); text-underline-offset: .15em; }
a:not(:hover) { text-decoration-thickness: 1px; text-decoration-color: color-mix(in srgb, currentColor 45%, transparent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: .5rem; background: var(--panel); padding: .3rem .6rem; z-index: 1; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; padding-top: .75rem; padding-bottom: .75rem; }
.brand { font-weight: 650; color: var(--ink); text-decoration: none; margin-right: auto; }
nav { display: flex; flex-wrap: wrap; gap: .25rem; }
nav a { padding: .3rem .65rem; border-radius: 6px; text-decoration: none; color: var(--soft); min-height: 2rem; }
nav a:hover { background: var(--calm-ground); color: var(--ink); }
nav a[aria-current] { background: var(--calm-ground); color: var(--ink); font-weight: 600; }
nav.places { margin: .25rem -.65rem 1rem; }
main { padding-bottom: 2.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .75rem 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0; } h3.above { margin: 1rem 0 .4rem; font-weight: 500; } h2 .soft { font-weight: 400; }
p { margin: .4rem 0; } .soft, .none, footer { color: var(--soft); }
footer { font-size: .85rem; padding-bottom: 1.5rem; }
code, pre { font: .87em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; overflow-x: auto; overflow-wrap: normal; } pre code { font-size: inherit; }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); padding: 0; margin: 0; list-style: none; }
.card, .panel { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.1rem; }
.card h3 { font-size: 1.1rem; margin-bottom: .4rem; } .card ul { list-style: none; padding: 0; margin: .5rem 0 0; display: flex; flex-wrap: wrap; gap: .2rem 1rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
dl.wide { grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: .75rem 1.25rem; } dl.wide dt { font-size: .85rem; } dl.wide .long { grid-column: span 2; }
.table { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .45rem .8rem; text-align: left; vertical-align: top; font-weight: inherit; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--soft); font-size: .85rem; font-weight: 500; white-space: nowrap; }
tbody th { min-width: 6rem; overflow-wrap: anywhere; } td { overflow-wrap: break-word; }
tbody tr:hover { background: color-mix(in srgb, var(--calm-ground) 45%, transparent); }
tfoot td, tfoot th { font-weight: 650; border-top: 2px solid var(--line); }
.figures { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
time { white-space: nowrap; font-variant-numeric: tabular-nums; }
h1 .mark { font-weight: 400; vertical-align: middle; }
.mark { display: inline-block; padding: 0 .5rem; border-radius: 99px; font-size: .85rem; background: var(--calm-ground); white-space: nowrap; }
.mark.good { background: var(--good-ground); color: var(--good); } .mark.warn { background: var(--warn-ground); color: var(--warn); }
.mark.bad { background: var(--bad-ground); color: var(--bad); } .bad-text { color: var(--bad); } .good-text { color: var(--good); }
small { font-size: .85rem; font-weight: 400; color: var(--soft); display: block; overflow-wrap: anywhere; } small.bad-text { color: var(--bad); }
form { display: flex; flex-wrap: wrap; gap: .6rem .8rem; align-items: end; margin: 0 0 1rem; }
label { display: grid; gap: .15rem; font-size: .85rem; color: var(--soft); } label.tick { display: flex; gap: .4rem; align-items: center; min-height: 2.25rem; }
input, select, button { font: inherit; font-size: .95rem; color: var(--ink); background: var(--panel); border: 1px solid color-mix(in srgb, var(--soft) 75%, transparent); border-radius: 6px; padding: .3rem .55rem; min-height: 2.25rem; max-width: 100%; }
input[type=checkbox] { min-height: 0; width: 1.1rem; height: 1.1rem; } button { cursor: pointer; padding: .3rem 1rem; background: var(--calm-ground); }
.pages { display: flex; gap: 1rem; margin: .8rem 0; align-items: center; } .split { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr) minmax(15rem, 20rem); align-items: start; }
dl.sums { grid-template-columns: 1fr max-content; } dl.sums dd { text-align: right; font-variant-numeric: tabular-nums; } dl.sums .sum { font-weight: 650; color: var(--ink); }
@media (max-width: 640px) {
  header, main, footer { padding-left: .9rem; padding-right: .9rem; } .split { grid-template-columns: minmax(0, 1fr); }
  nav a { padding: .35rem .6rem; } form label:not(.tick) { flex: 1 1 8.5rem; } input:not([type=checkbox]), select { width: 100%; } input, select, button { font-size: 16px; min-height: 2.6rem; } dl.wide { grid-template-columns: 1fr 1fr; }
  .table.stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .table.stack table, .table.stack tbody, .table.stack tfoot { display: block; }
  .table.stack tr { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .3rem 1rem; padding: .65rem .9rem; border-top: 1px solid var(--line); }
  .table.stack tbody tr:first-child { border-top: 0; } .table.stack th, .table.stack td { display: block; border: 0; padding: 0; min-width: 0; }
  .table.dense tr { grid-template-columns: repeat(3, minmax(0, 1fr)); } .table.stack td { overflow-wrap: anywhere; }
  .table.stack td:empty { display: none; } .table.stack td[data-label]::before { content: attr(data-label); display: block; font-size: .8rem; font-weight: 400; color: var(--soft); }
  .table.stack tbody th { grid-column: 1 / -1; font-weight: 600; } .table.stack .figures { text-align: left; white-space: normal; } th, td { padding: .4rem .6rem; }
}`;
