// How the overlay looks. Everything is inside a closed shadow root; sizes do not depend on what was found.

/** The side of a marker, px: the smallest target that is easy to hit. */
export const MARKER = 24;
export const CARD_WIDTH = 380;
export const LINE_WIDTH = 420;
/** Between the line's border and the page's marker in it. */
export const LINE_EDGE = 6;
export const HINT_WIDTH = 320;

export const STYLE = `
:host {
  all: initial !important;
  display: block !important;
  position: absolute !important;
  inset: 0 auto auto 0 !important;
  width: 0 !important;
  height: 0 !important;
  z-index: 2147483647 !important;
  pointer-events: none !important;
}
.layer {
  --paper: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #b6bec8; --quote: #f3f5f7; --focus: #0b57d0;
  --read: #6e7781; --found: #1f4f94; --note: #2a5db0; --caution: #7a4d00; --warning: #9a3412; --stop: #8a1046;
}
.layer {
  all: unset;
  /* Behind "all", which takes it back: scroll bars are dark in the dark. */
  color-scheme: light dark;
  display: block;
  position: absolute;
  inset: 0 auto auto 0;
  width: 0;
  height: 0;
  overflow: visible;
  pointer-events: none;
  user-select: none;
  font: 400 14px/1.45 system-ui, sans-serif;
  color: var(--ink);
  direction: ltr;
  text-align: left;
}
.layer::backdrop { display: none; }
[hidden] { display: none !important; }
[data-said]::before { content: attr(data-said); }
.marker, .corner, .hint { position: absolute; left: 0; top: 0; box-sizing: border-box; }
.marker, .corner {
  width: ${MARKER}px; height: ${MARKER}px; padding: 0; margin: 0;
  display: grid; place-items: center;
  border: 2px solid var(--read); border-radius: 50%;
  background: var(--paper); color: var(--read);
  font: 700 13px/1 system-ui, sans-serif;
  cursor: pointer; pointer-events: auto;
}
.look-found { border-color: var(--found); background: var(--found); color: var(--paper); }
.look-unread { border-style: dashed; }
.level-context, .level-note { --level: var(--note); }
.level-caution { --level: var(--caution); }
.level-warning { --level: var(--warning); }
.level-stop { --level: var(--stop); }
.marker:focus-visible, .corner:focus-visible, .line :focus-visible, .card :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
[aria-expanded="true"] { box-shadow: 0 0 0 3px var(--paper), 0 0 0 5px var(--read); }
.look-found[aria-expanded="true"] { box-shadow: 0 0 0 3px var(--paper), 0 0 0 5px var(--found); }
/* Its words catch nothing, so that nobody can feel how long they are. */
.line {
  position: fixed; box-sizing: border-box; width: min(${LINE_WIDTH}px, calc(100vw - 16px)); min-height: ${MARKER + 12}px;
  display: flex; gap: 4px; justify-content: space-between; padding: 5px;
  border: 1px solid var(--line); border-radius: 18px; background: var(--paper); color: var(--ink);
  font-size: 13px; line-height: 1.35; pointer-events: none;
}
.line p { margin: 0; padding: 3px 6px; align-self: center; flex: 1; max-height: 5.6em; overflow: hidden; }
button.away {
  flex: none; width: ${MARKER}px; height: ${MARKER}px; padding: 0; border: 0; border-radius: 50%; background: transparent; color: var(--soft);
  font: 400 17px/1 system-ui, sans-serif; cursor: pointer; pointer-events: auto;
}
.hint {
  position: fixed;
  max-width: min(${HINT_WIDTH}px, calc(100vw - 16px)); width: max-content; padding: 4px 9px; border: 1px solid var(--line); border-radius: 6px;
  background: var(--paper); color: var(--ink); font-size: 12px; overflow-wrap: anywhere; unicode-bidi: plaintext; pointer-events: none;
}
.boxes { position: absolute; left: 0; top: 0; width: 1px; height: 1px; overflow: visible; pointer-events: none; }
.box { pointer-events: none; stroke: var(--level); stroke-width: 2px; fill: color-mix(in srgb, var(--level) 10%, transparent); }
.box.open { stroke-dasharray: none; stroke-width: 1.5px; fill: color-mix(in srgb, var(--level) 20%, transparent); }
/* Lies over all, so that what a browser tells of covered things tells nothing of the boxes. */
.veil { position: fixed; inset: 0; pointer-events: none; }
/* Catches what lies behind it whatever the card says, so that nobody can feel how much that is. */
.room {
  position: absolute; left: 0; top: 0; z-index: 1; width: min(${CARD_WIDTH}px, calc(100vw - 16px)); height: min(70vh, 560px);
  pointer-events: auto; cursor: auto;
}
.card {
  box-sizing: border-box; max-height: 100%; overflow: auto;
  overscroll-behavior: contain;
  padding: 14px 16px; border: 1px solid var(--line); border-radius: 10px;
  background: var(--paper); color: var(--ink);
  box-shadow: 0 6px 28px rgb(0 0 0 / 28%);
  cursor: auto;
}
.card:focus { outline: none; }
.head { display: flex; gap: 8px; align-items: start; justify-content: space-between; margin: 0 0 10px; }
h2 { margin: 4px 0 0; font: 650 15px/1.35 system-ui, sans-serif; overflow-wrap: anywhere; }
button.close {
  flex: none; min-width: 28px; min-height: 28px; border: 1px solid var(--line); border-radius: 6px;
  background: transparent; color: inherit; font: 600 13px/1 system-ui, sans-serif; cursor: pointer; padding: 0 8px;
}
.finding { border-top: 1px solid var(--line); padding: 10px 0 4px; }
.level { display: inline-block; margin: 0 6px 4px 0; padding: 1px 7px; border: 1px solid var(--level); border-radius: 5px; color: var(--level); font-weight: 650; font-size: 12px; }
.sentence { display: block; margin: 0 0 8px; overflow-wrap: anywhere; unicode-bidi: isolate; }
summary .sentence { display: inline; color: var(--ink); }
details.finding[open] > summary { margin: 0 0 8px; }
.question { font-weight: 600; }
.more { border-top: 1px solid var(--line); margin: 6px 0 0; padding: 6px 0 0; }
details.finding .more { border-top: 0; }
p { margin: 0 0 6px; overflow-wrap: anywhere; }
blockquote {
  margin: 0 0 6px; padding: 6px 10px; border-inline-start: 3px solid var(--level, var(--line));
  background: var(--quote); white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext;
  max-height: 9.5em; overflow: auto;
}
/* The whole of it stands in the page, or in the fold. */
.short { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 5; overflow: hidden; }
.strong { font-weight: 600; }
.row { display: flex; flex-wrap: wrap; gap: 6px; margin: 0 0 8px; }
button.act {
  min-height: 28px; max-width: 100%; border: 1px solid var(--line); border-radius: 6px; background: var(--quote); color: inherit;
  font: 600 13px/1.3 system-ui, sans-serif; text-align: start; cursor: pointer; padding: 3px 9px; overflow-wrap: anywhere;
}
.template { padding: 8px 10px; border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; unicode-bidi: plaintext; text-align: start; }
.slot {
  display: inline-block; max-width: 100%; border: 1px dashed var(--level, var(--soft)); border-radius: 8px; padding: 0 6px;
  background: var(--quote); font-size: 12px; font-weight: 600; white-space: normal; overflow-wrap: anywhere;
}
.slot::before { content: "‹" / ""; }
.slot::after { content: "›" / ""; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
mark { color: inherit; }
mark.shared { background: color-mix(in srgb, var(--level, var(--note)) 20%, transparent); }
mark.slot-value { background: none; text-decoration: underline dotted 2px; text-underline-offset: 3px; }
blockquote.letter { text-align: start; max-height: none; }
.earlier { border-top: 1px dashed var(--line); padding: 4px 0; }
dl { display: grid; grid-template-columns: minmax(80px, max-content) 1fr; gap: 2px 10px; margin: 2px 0 8px; }
dt { color: var(--soft); font-size: 13px; }
dd { margin: 0; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.from, .soft { color: var(--soft); font-size: 13px; }
summary { cursor: pointer; padding: 3px 0; color: var(--soft); }
details { margin: 2px 0; }
/* Of a place below a fold that is closed, Firefox tells a page that there is no caret: so it could feel where a card ends. */
details:not([open])::details-content { display: none; }
ul { margin: 2px 0 6px; padding-inline-start: 20px; }
li { margin: 0 0 3px; overflow-wrap: anywhere; }
h3 { margin: 6px 0 2px; font: 650 13px/1.4 system-ui, sans-serif; }
@media (prefers-color-scheme: dark) {
  .layer {
    /* Firefox's scroll bars are light all the same where the page is. */
    scrollbar-color: var(--soft) var(--paper);
    --paper: #1d2127; --ink: #e8ebef; --soft: #aab3bd; --line: #4a525c; --quote: #2a3038; --focus: #8ab4f8;
    --read: #9aa4af; --found: #9cc2ff; --note: #8ab4f8; --caution: #f0bd62; --warning: #ff9e6b; --stop: #ff8fb8;
  }
}
@media (forced-colors: active) {
  .marker, .corner { forced-color-adjust: none; border-color: CanvasText; background: Canvas; color: CanvasText; }
  .look-found { background: CanvasText; color: Canvas; }
  .card, .line, .hint, button.close, button.act, .template, .slot { border-color: CanvasText; }
  .box { fill: none; stroke: Highlight; stroke-width: 3px; forced-color-adjust: none; }
  [aria-expanded="true"] { outline: 3px solid Highlight; }
}
`;
