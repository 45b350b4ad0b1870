// What a page measures, in the page's own world. Each of these functions runs in the page, and gives what can be compared.

/** Listens to everything, from before the extension draws. */
export function listen() {
  const log = [];
  const everything = [...document.querySelectorAll('*')];
  const host = () => [...document.documentElement.children].find((one) => one !== document.head && one !== document.body);
  const name = (node) => {
    if (node === null || node === undefined) return String(node);
    if (node === window || node === document) return node === window ? 'window' : 'document';
    if (node === host()) return 'host';
    const n = everything.indexOf(node);
    return n >= 0 ? `${node.localName} ${n}` : (node.localName ?? node.nodeName);
  };
  const events = ['click', 'dblclick', 'auxclick', 'contextmenu', 'mousedown', 'mouseup', 'mouseover', 'mouseout', 'mouseenter', 'mouseleave', 'pointerdown', 'pointerup', 'pointerover', 'pointerout', 'pointerenter', 'pointerleave', 'pointercancel', 'gotpointercapture', 'touchstart', 'keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'focus', 'blur', 'focusin', 'focusout', 'scroll', 'scrollend', 'wheel', 'resize', 'copy', 'selectstart', 'selectionchange', 'toggle', 'beforetoggle', 'command', 'slotchange', 'transitionrun', 'animationstart', 'securitypolicyviolation', 'visibilitychange', 'error'];
  for (const type of events) {
    window.addEventListener(type, (event) => {
      log.push(['event', type, name(event.target), name(event.relatedTarget), event.composedPath().map(name).join('<'), event.clientX, event.clientY, event.key, event.isTrusted]);
    }, true);
  }
  new MutationObserver((records) => {
    for (const { type, target, attributeName, addedNodes, removedNodes } of records) log.push(['change', type, name(target), attributeName, addedNodes.length, removedNodes.length]);
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) log.push(['size', name(target), contentRect.width, contentRect.height]);
  });
  for (const one of [document.documentElement, document.body]) sizes.observe(one);
  const letters = [...document.querySelectorAll('.User-bid-text')];
  const seen = {};
  for (const options of [{ threshold: [0, 0.5, 1] }, { trackVisibility: true, delay: 100 }]) {
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting, intersectionRatio, isVisible } of entries) seen[`${name(target)} ${options.delay ?? 0}`] = [isIntersecting, intersectionRatio, isVisible];
    }, options);
    for (const one of letters) observer.observe(one);
  }
  const painted = {};
  for (const type of ['layout-shift', 'largest-contentful-paint', 'element', 'paint', 'resource', 'visibility-state', 'back-forward-cache-restoration']) {
    if (!PerformanceObserver.supportedEntryTypes.includes(type)) continue;
    new PerformanceObserver((list) => {
      // Smaller ones come and go with the moment at which the page was painted first.
      if (type === 'largest-contentful-paint') painted[type] = [];
      for (const entry of type === 'largest-contentful-paint' ? list.getEntries().slice(-1) : list.getEntries()) if (!/favicon|one-width/.test(entry.name)) (painted[type] ??= []).push([entry.name, entry.size, entry.value, name(entry.element), (entry.sources ?? []).map(({ node }) => name(node)).join()]);
    }).observe({ type, buffered: true });
  }
  window.__measured = { log, seen, painted, everything, host, name };
}

/** Everything there is to measure now; `quick`: what was heard, and where the focus is. */
export async function measure(quick) {
  const { log, seen, painted, everything, host, name } = window.__measured;
  for (let n = 0; n < 3; n += 1) await new Promise(requestAnimationFrame);
  // Focus comes to the window when it will.
  const heard = () => log.splice(0).map((one) => JSON.stringify(one)).filter((line) => !/^\["event","(focus|blur)","(window|document)"/.test(line)).sort();
  if (quick) return { focus: name(document.activeElement), log: heard() };
  // The visibility of what is covered is told ten times a second.
  await new Promise((resolve) => setTimeout(resolve, 250));
  const box = (one) => { const { x, y, width, height } = one.getBoundingClientRect(); return [x, y, width, height].join(); };
  const grid = [];
  const carets = [];
  for (let y = 2; y < innerHeight; y += 18) {
    for (let x = 2; x < innerWidth; x += 18) {
      const [first, ...under] = document.elementsFromPoint(x, y);
      grid.push(`${name(first)} ${x},${y} over ${name(under[0])} of ${under.length}`);
      if (x % 4 === 0 && y % 4 === 0) { const at = document.caretPositionFromPoint?.(x, y); carets.push(`${name(at?.offsetNode)} ${at?.offset}`); }
    }
  }
  const scroll = () => [document.documentElement, document.body].map((one) => [one.scrollWidth, one.scrollHeight, one.scrollTop, one.clientWidth, one.clientHeight].join());
  const as = scroll();
  // For a moment, which nobody sees, there is nothing but what is ours.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('body { display: none !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const alone = scroll();
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  const own = host();
  // Two files of the page's own end in the order in which the network gives them.
  painted.resource?.sort();
  return {
    grid, carets, scroll: as, alone,
    boxes: everything.map(box),
    host: own && [box(own), own.offsetWidth, own.scrollHeight, own.getClientRects().length, [...own.attributes].length, own.childNodes.length, String(own.shadowRoot), own.innerText, own.textContent, own.getHTML?.({ serializableShadowRoots: true }), own.checkVisibility?.()].map(String),
    focus: name(document.activeElement),
    selection: [getSelection().rangeCount, String(getSelection()), name(getSelection().anchorNode), getSelection().type],
    known: [document.getAnimations().length, document.styleSheets.length, CSS.highlights?.size, document.fonts.size, performance.getEntriesByType('resource').map(({ name: of }) => of).filter((of) => !/favicon|one-width/.test(of)).length, window.length].map(String),
    matches: [':focus', ':focus-within', ':focus-visible', ':hover', ':active', ':target', ':popover-open', ':modal', ':has(:focus)'].map((what) => [...document.querySelectorAll(what)].map(name).join()),
    seen: { ...seen }, painted: structuredClone(painted), log: heard(),
  };
}

/** The host put where the page can measure it better, all in one task, before anybody can put it back. */
export function moved() {
  const { host } = window.__measured;
  const own = host();
  const found = {};
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.hole { position: relative; overflow: auto; width: 10px; height: 10px } .hole.line { display: inline-block; width: max-content; height: auto }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  for (const kind of ['hole', 'hole line']) {
    const hole = document.createElement('div');
    hole.className = kind;
    document.documentElement.append(hole);
    hole.append(own);
    found[kind] = [hole.scrollWidth, hole.scrollHeight, hole.offsetWidth, hole.offsetHeight];
    document.documentElement.append(own);
    hole.remove();
  }
  const frame = document.createElement('iframe');
  document.documentElement.append(frame);
  const inside = frame.contentDocument;
  inside.body.append(inside.adoptNode(own));
  found.frame = [inside.body.scrollWidth, inside.body.scrollHeight, own.offsetHeight, own.offsetWidth, inside.documentElement.scrollHeight, inside.elementsFromPoint(12, 12).length];
  document.documentElement.append(document.adoptNode(own));
  frame.remove();
  const copy = own.cloneNode(true);
  document.documentElement.append(copy);
  found.copy = [copy.offsetHeight, copy.scrollHeight, copy.childNodes.length, String(copy.shadowRoot)];
  copy.remove();
  return found;
}

/** Which of these words the page finds. */
export function searched(words) {
  return words.filter((word) => {
    getSelection().removeAllRanges();
    return window.find(word, false, false, true, false, true, false);
  });
}

/** What went wrong in the page meanwhile. */
export const takeOver = () => window.__probe().errors;
