// uPlot asks Intl for the browser's language while it is loaded. A browser that was started under LANG=C calls it `en-US@posix`, which
// Intl refuses with a RangeError: the page would end there. Imported before uPlot.
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en-US", configurable: true });
}

export const knownLanguage = navigator.language;
