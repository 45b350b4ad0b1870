// What a suspicious page would do to notice an extension, run as the first script of every watched page.
// It must not look like a state assignment, so that it never becomes a row of the walk.

function probe() {
  const seen = { violations: [], added: [], attributes: [], errors: [], events: [] };
  // How long after the page was ready somebody added an element under <html>.
  document.addEventListener('DOMContentLoaded', () => {
    seen.ready = performance.now();
    new MutationObserver((_, observer) => {
      seen.hostAfter = performance.now() - seen.ready;
      observer.disconnect();
    }).observe(document.documentElement, { childList: true });
  });
  const name = (node) => (node.nodeType === 1 ? node.localName : `#${node.nodeType}`);
  document.addEventListener('securitypolicyviolation', (event) => {
    seen.violations.push({
      directive: event.effectiveDirective,
      blocked: event.blockedURI,
      source: event.sourceFile ?? '',
      sample: event.sample ?? '',
    });
  });
  window.addEventListener('error', (event) => seen.errors.push(String(event.message)));
  window.addEventListener('unhandledrejection', (event) => seen.errors.push(String(event.reason)));
  window.addEventListener('message', (event) => seen.events.push(`message ${typeof event.data}`));
  window.addEventListener('load', () => {
    // What the parser adds is the page's own; from here on every addition is somebody else's.
    seen.atLoad = document.documentElement.children.length;
    new MutationObserver((records) => {
      for (const record of records) {
        if (record.type === 'attributes') {
          seen.attributes.push(`${name(record.target)} ${record.attributeName}`);
        }
        for (const node of record.addedNodes) {
          seen.added.push({ parent: name(record.target), node: name(node) });
        }
      }
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  Object.defineProperty(window, '__probe', {
    value: () => ({
      ...seen,
      elements: document.querySelectorAll('*').length,
      rootChildren: [...document.documentElement.children].map((element) => ({
        tag: element.localName,
        // `null` here is what a page sees of a closed shadow root.
        open: element.shadowRoot !== null,
        attributes: [...element.attributes].map((attribute) => attribute.name),
        children: element.children.length,
      })),
      highlights: typeof CSS !== 'undefined' && CSS.highlights ? CSS.highlights.size : 0,
      globals: Object.keys(window).filter((key) => /second|look|chrome-ext|moz-ext/i.test(key)),
      resources: performance.getEntriesByType('resource').map((entry) => entry.name),
    }),
  });
}

/** The script's text. */
export const PROBE = `(${probe.toString()})()`;
