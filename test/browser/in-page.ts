/** Expressions that a browser computes within the page under test. */

/** Pixels by which the page is wider than its window. */
export const sidewaysOverflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Names of the tables laid out as cards that are wider than their box. */
export const wideCards = `[...document.querySelectorAll('.table.stack')]
  .filter((box) => box.scrollWidth > box.clientWidth)
  .map((box) => box.getAttribute('aria-label'))`;

/** Names of the fields without a label. */
export const namelessFields = `[...document.querySelectorAll('input, select')]
  .filter((field) => field.labels.length === 0)
  .map((field) => field.name)`;

/** Texts whose contrast with what is behind them is below 4.5 to 1; colours are mixed by painting them. */
export const faintTexts = `(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const luminance = (colors) => {
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const grounds = (element) =>
    element === null ? ['white'] : [...grounds(element.parentElement), getComputedStyle(element).backgroundColor];
  const isFaint = (element) => {
    const behind = grounds(element);
    const [ground, text] = [luminance(behind), luminance([...behind, getComputedStyle(element).color])];
    return (Math.max(ground, text) + 0.05) / (Math.min(ground, text) + 0.05) < 4.5;
  };
  return [...document.querySelectorAll('body *:not(script, noscript, option)')]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''))
    .filter(isFaint)
    .map((element) => element.tagName + ': ' + element.textContent);
})()`;
