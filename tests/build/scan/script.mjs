// What a script could ask of the network, or hand to another page: found in its syntax tree, so that neither a name in quotes
// nor a line break hides it. What is not understood counts as found.

import { parse } from 'acorn';

/** Names that have no place in this extension, called, copied, or named in quotes. */
const NEVER = new Set([
  'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport', 'RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel',
  'sendBeacon', 'fetchLater', 'Image', 'Audio', 'FontFace', 'Worker', 'SharedWorker', 'serviceWorker', 'importScripts', 'connection', 'requestSubmit',
  'eval', 'Function', 'cookie', 'cookieStore', 'localStorage', 'sessionStorage', 'caches', 'connectNative', 'sendNativeMessage', 'downloads', 'webRequest',
]);
/** Elements that ask for something, or hold another page. */
const ELEMENTS = new Set(['img', 'image', 'script', 'link', 'iframe', 'frame', 'object', 'embed', 'video', 'audio', 'source', 'track', 'base', 'meta', 'style', 'use', 'portal', 'fencedframe']);
/** Attributes that do. */
const ATTRIBUTES = new Set(['src', 'srcset', 'srcdoc', 'ping', 'action', 'formaction', 'formAction', 'poster', 'background', 'data', 'style', 'attributionsrc', 'imagesrcset']);
const GLOBALS = new Set(['window', 'self', 'globalThis', 'navigator', 'document', 'document2', 'ext', 'chrome', 'browser', 'location']);

/** Everything in a script that should not be there: `line: what`. `links`: addresses that a person may click. */
export function scanScript(text, { links = [], glue = false } = {}) {
  const tree = parse(text, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
  const source = (node) => text.slice(node.start, node.end);
  const found = [];
  const say = (node, what) => found.push(`${node.loc.start.line}: ${what}: ${source(node).slice(0, 100).replace(/\s+/g, ' ')}`);
  const calls = [];
  walk(tree, [], (node, above) => {
    const parent = above.at(-1);
    if (node.type === 'CallExpression') calls.push(node);
    if (node.type === 'ImportExpression' || /^(Import|ExportAll)Declaration$/.test(node.type)) say(node, 'a module from elsewhere');
    const name = node.type === 'Identifier' ? node.name : node.type === 'Literal' ? node.value : node.type === 'TemplateLiteral' && node.quasis.length === 1 ? node.quasis[0].value.cooked : undefined;
    if (NEVER.has(name)) say(parent, name);
    // Called by its own name, or not at all: a copy of it could be called with anything.
    if (name === 'fetch' && !(parent.type === 'CallExpression' && parent.callee === node)) say(parent, 'fetch as a value');
    if (node.type === 'MemberExpression' && node.computed && GLOBALS.has(node.object.name)) say(node, 'a global by a name made elsewhere');
    if (node.type === 'AssignmentExpression' && /(^|\.)(location|href|src|srcset|action|cookie|innerHTML)$/.test(source(node.left))) say(node, 'an address set');
    if (node.type === 'Property' && source(node.key) === 'attributes' && node.value.type === 'ObjectExpression') {
      for (const one of node.value.properties) if (one.type === 'Property' && !one.computed && ATTRIBUTES.has(one.key.name ?? one.key.value)) say(one, 'an attribute that asks');
    }
    for (const address of addresses(node)) if (!links.includes(address)) say(node, 'an address');
    for (const css of texts(node)) if (/@import|url\(\s*["']?(?!#|data:)/i.test(css)) say(node, 'a style that asks');
  });
  for (const node of calls) call(node, calls);
  return found;

  function call(node) {
    const callee = source(node.callee).replaceAll('?.', '.');
    const [first] = node.arguments;
    if (callee === 'fetch' && !isOwn(first) && !(glue && source(first) === 'module_or_path')) say(node, 'fetch of an address that is not the extension\'s');
    if (/\.(tabs|windows)\.(create|update)$/.test(callee)) {
      const url = first?.type === 'ObjectExpression' ? first.properties.find((one) => source(one.key) === 'url')?.value : undefined;
      if (!isOwn(url)) say(node, 'a tab with an address that is not the extension\'s');
    }
    if (/^(window|self|globalThis|document)\.open$/.test(callee) || (callee === 'open' && !declares(tree, 'open'))) say(node, 'a window');
    if (/(^|\.)location\.(assign|replace)$/.test(callee) && !/^[a-z]+\.html/.test(constant(first) ?? '')) say(node, 'another page');
    if (/\.submit$/.test(callee)) say(node, 'a form sent');
    if (/(^|\.)(createElement|createElementNS|make\d*)$/.test(callee)) for (const argument of node.arguments) if (ELEMENTS.has(constant(argument))) say(node, 'an element that asks');
    if (/\.(setAttribute|setAttributeNS|toggleAttribute)$/.test(callee)) for (const argument of node.arguments.slice(0, 2)) if (ATTRIBUTES.has(constant(argument))) say(node, 'an attribute that asks');
  }

  /** `ext.runtime.getURL("its own file")`: a browser makes it an address of this extension, whatever stands in it. */
  function isOwn(node) {
    return node?.type === 'CallExpression' && /^ext\d*\.runtime\.getURL$/.test(source(node.callee));
  }

  /** The text of an expression that is always the same one: written there, or a name that is set once. */
  function constant(node) {
    if (node?.type === 'Literal') return String(node.value);
    if (node?.type !== 'Identifier') return undefined;
    const set = [];
    walk(tree, [], (one) => {
      if (one.type === 'VariableDeclarator' && one.id.name === node.name) set.push(one.init);
      if (one.type === 'AssignmentExpression' && one.left.name === node.name) set.push(one.right);
    });
    return set.length === 1 && set[0]?.type === 'Literal' ? String(set[0].value) : undefined;
  }
}

function walk(node, above, visit) {
  visit(node, above);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (typeof child?.type === 'string') walk(child, [...above, node], visit);
  }
}

const declares = (tree, name) => {
  let does = false;
  walk(tree, [], (node) => {
    does ||= (node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration') && node.id?.name === name;
    does ||= /Function/.test(node.type) && node.params?.some((one) => one.name === name);
  });
  return does;
};

const texts = (node) => (node.type === 'Literal' && typeof node.value === 'string' ? [node.value] : node.type === 'TemplateElement' ? [node.value.cooked ?? ''] : []);
/** Whole addresses of another machine in a text. A scheme alone is none, nor is the name of a vocabulary. */
const addresses = (node) => texts(node).flatMap((text) => text.match(/\b(?:https?|wss?|ftp):\/\/[^\s"'`<>)]+/g) ?? []).filter((one) => !one.startsWith('http://www.w3.org/'));
