// What runs in the page's own world: traps at everything that a careless extension would call there, and a look at all that
// the page can see.

/** The first script of a page: counts each call of what it replaced. */
export function trap() {
  const { construct, apply } = Reflect;
  const heard = {};
  const count = (what) => { heard[what] = (heard[what] ?? 0) + 1; };
  const replace = (owner, name, key) => {
    const found = Object.getOwnPropertyDescriptor(owner, key);
    if (!found?.configurable) return;
    const wrap = (fn) => {
      if (!fn) return fn;
      const trapped = function trapped(...values) { count(`${name}.${String(key)}`); return new.target ? construct(fn, values, new.target) : apply(fn, this, values); };
      if (fn.prototype) trapped.prototype = fn.prototype;
      return trapped;
    };
    if (typeof found.value === 'function') Object.defineProperty(owner, key, { ...found, value: wrap(found.value) });
    else if (found.get || found.set) Object.defineProperty(owner, key, { ...found, get: wrap(found.get), set: wrap(found.set) });
  };
  const all = (owner, name) => { for (const key of Reflect.ownKeys(owner)) if (key !== 'constructor') replace(owner, name, key); };
  for (const name of ['EventTarget', 'Node', 'Element', 'HTMLElement', 'SVGElement', 'Document', 'DocumentFragment', 'ShadowRoot', 'Range', 'Selection', 'TreeWalker', 'NodeIterator', 'CharacterData', 'Text', 'Attr', 'NamedNodeMap', 'DOMTokenList', 'CSSStyleSheet', 'CSSStyleDeclaration', 'MutationObserver', 'ResizeObserver', 'IntersectionObserver', 'MessagePort', 'MessageChannel', 'MutationRecord', 'Performance', 'HTMLDetailsElement', 'Navigation', 'History', 'AbortController', 'AbortSignal', 'Event', 'DOMRectReadOnly', 'Location']) {
    if (window[name]) all(window[name].prototype, name);
  }
  for (const [name, owner] of Object.entries({ JSON, Reflect, Promise: Promise.prototype, Array: Array.prototype, Map: Map.prototype, Set: Set.prototype, String: String.prototype, RegExp: RegExp.prototype, Date: Date.prototype, CSS })) all(owner, name);
  for (const key of ['postMessage', 'getComputedStyle', 'setTimeout', 'setInterval', 'requestAnimationFrame', 'matchMedia', 'scrollBy', 'scrollTo', 'queueMicrotask', 'addEventListener', 'fetch', 'MutationObserver', 'ResizeObserver', 'IntersectionObserver', 'CSSStyleSheet', 'MessageChannel', 'AbortController']) replace(window, 'window', key);
  // What is looked for by name on anything, and what every error is asked to show.
  for (const key of ['secondLook', 'exclude', 'signal', 'restarts', 'slice', 'hasClosedRoot', 'again', 'forgotten', 'kind', 'text']) {
    Object.defineProperty(Object.prototype, key, { configurable: true, get() { count(`Object.prototype.${key}`); return undefined; }, set() { count(`Object.prototype.${key} set`); } });
  }
  Error.prepareStackTrace = (error, sites) => { count('Error.prepareStackTrace'); return `${error} ${sites.length}`; };
  const said = [];
  window.onerror = (message) => { said.push(`error ${message}`); };
  for (const type of ['message', 'messageerror', 'securitypolicyviolation', 'unhandledrejection', 'storage', 'toggle', 'focusin', 'scroll', 'resize', 'selectionchange', 'animationstart']) {
    addEventListener(type, () => { said.push(type); }, true);
  }
  try { new ReportingObserver((reports) => { for (const { type } of reports) said.push(`report ${type}`); }, { buffered: true }).observe(); } catch { /* Not in this browser. */ }
  // Until the page is there, everything heard is its own.
  window.__heard = () => ({ ...heard, said: said.join() });
}

/** All that the page sees of itself. */
export function world() {
  const own = (what) => Object.getOwnPropertyNames(what).filter((key) => !/^(__heard|__probe)$/.test(key)).sort().join();
  const html = document.documentElement;
  const last = html.lastElementChild;
  return {
    elements: document.querySelectorAll('*').length,
    last: last.outerHTML.length < 200 ? last.outerHTML : last.localName,
    window: own(window), document: own(document), html: own(html), body: own(document.body), navigator: own(navigator),
    attributes: [html, document.head, document.body].map((one) => [...one.attributes].map(({ name, value }) => `${name}=${value}`).join()),
    root: String(last.shadowRoot),
    // The page's own part is as it came.
    page: document.head.outerHTML.length + document.body.outerHTML.length,
    text: html.innerText.length,
    scripts: [...document.scripts].length, sheets: document.styleSheets.length, adopted: document.adoptedStyleSheets.length,
    rules: [...document.styleSheets].map((sheet) => { try { return sheet.cssRules.length; } catch { return -1; } }).join(),
    highlights: CSS.highlights ? CSS.highlights.size : 0, fonts: document.fonts.size, animations: document.getAnimations().length,
    frames: window.length, popovers: document.querySelectorAll(':popover-open').length, defined: document.querySelectorAll(':not(:defined)').length,
    focus: document.activeElement.localName, selection: getSelection().rangeCount, title: document.title, cookie: document.cookie,
    stored: [localStorage.length, sessionStorage.length, history.length].join(), size: [html.scrollWidth, html.scrollHeight, html.offsetWidth].join(),
    style: [html, document.body].map((one) => getComputedStyle(one).cssText.length).join(),
    resources: performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.includes('favicon')).sort().join(), marks: performance.getEntriesByType('mark').length + performance.getEntriesByType('measure').length,
    elementsById: ['second-look', 'secondlook', 'root', 'layer'].map((id) => String(document.getElementById(id))).join(),
  };
}

/** What the page is answered when it asks for the files of an extension, in every way there is. */
export async function assets([origin, ...files]) {
  const loaded = (tag, set) => new Promise((resolve) => {
    const element = document.createElement(tag);
    element.onload = () => resolve('loaded');
    element.onerror = () => resolve('refused');
    set(element);
    document.body.append(element);
    setTimeout(() => resolve('nothing'), 3_000);
  });
  const found = {};
  await Promise.all(files.map(async (file) => {
    const url = `${origin}/${file}`;
    const [fetched, img, script, sheet, imported] = await Promise.all([
      fetch(url).then((answer) => `answered ${answer.status}`, () => 'refused'),
      loaded('img', (one) => { one.src = url; }),
      loaded('script', (one) => { one.src = url; }),
      loaded('link', (one) => { one.rel = 'stylesheet'; one.href = url; }),
      import(url).then(() => 'loaded', () => 'refused'),
    ]);
    found[file] = { fetch: fetched, img, script, sheet, import: imported };
  }));
  return found;
}
