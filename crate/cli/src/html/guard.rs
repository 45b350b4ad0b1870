//! Feeding html5ever so that no file makes it slow.
//!
//! The parser's scope checks are linear in the depth of open elements, its duplicate check is quadratic in the
//! attributes of one tag. So: start tags deeper than the rows can be are dropped with their end tags before the tree
//! builder sees them, the file is fed in pieces, and feeding stops when there are far more nodes than rows, or when the
//! summed cost of the tags is beyond any honest page.

use std::cell::Cell;
use std::rc::Rc;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use secondlook_core::tree::{GapKind, walk};

use super::Gaps;
use super::arena::{Arena, NodeId};
use super::open_tag::OpenTag;
use super::sink::Sink;

/// Bytes fed at a time.
const PIECE_BYTES: usize = 32 << 10;
/// Open elements kept beyond the depth of the rows.
const SPARE_DEPTH: usize = 32;
/// Nodes beyond which feeding stops: comments and dropped elements are nodes too.
const NODES: usize = 8 * walk::ROWS;
/// What the tags of one file may cost together; about a second of a slow machine.
const WORK: u64 = 100_000_000;
/// What a token costs beside the depth it stands in.
const TOKEN_WORK: u64 = 20;
/// What a character reference costs, and each letter of its name: in an attribute it is no token, and dearer than one.
const REFERENCE_WORK: (u64, u64) = (30, 6);
/// Longest name of a character reference.
const REFERENCE_NAME: usize = 32;
/// Attributes in one unfinished tag; feeding stops there.
const ATTRIBUTES: usize = 5_000;

/// Parses a file's text, in part where it has to be.
pub fn parse(text: &str, gaps: &mut Gaps) -> Arena {
    let input = Rc::new(BufferQueue::default());
    let tokenizer = Tokenizer::new(Guard::new(Rc::clone(&input)), TokenizerOpts::default());
    let mut fed = 0;
    let mut open_tag = OpenTag::default();
    while fed < text.len() {
        let end = text.floor_char_boundary(fed + PIECE_BYTES);
        let piece = text.get(fed..end).unwrap_or_default();
        tokenizer.sink.last_token.set(None);
        input.push_back(StrTendril::from_slice(piece));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        fed = end;
        // What follows the last token is an unfinished one; without a token the one before goes on.
        let unfinished = match tokenizer.sink.last_token.get() {
            Some(left) => {
                open_tag = OpenTag::default();
                text.get(end.saturating_sub(left)..end)
            }
            None => Some(piece),
        };
        tokenizer.sink.spend(reference_work(piece));
        open_tag.read(unfinished.unwrap_or_default().as_bytes());
        let guard = &tokenizer.sink;
        if guard.builder.sink.arena.borrow().len() > NODES {
            *gaps.entry(GapKind::Rows).or_default() += 1;
            break;
        }
        if guard.work.get() > WORK || open_tag.attributes > ATTRIBUTES {
            *gaps.entry(GapKind::Bytes).or_default() += 1;
            break;
        }
    }
    tokenizer.end();
    let left_out = tokenizer.sink.left_out.get();
    if left_out > 0 {
        *gaps.entry(GapKind::Depth).or_default() += left_out;
    }
    tokenizer.sink.builder.sink.finish()
}

/// Stands between tokenizer and tree builder.
struct Guard {
    /// What is fed and not read yet.
    input: Rc<BufferQueue>,
    builder: TreeBuilder<NodeId, Sink>,
    /// Start tags dropped whose end tags have to be dropped too.
    dropped: Cell<u32>,
    /// Whether tags were closed since the depth was known.
    closed: Cell<bool>,
    /// Start tags dropped.
    left_out: Cell<u32>,
    work: Cell<u64>,
    /// How many bytes were left in the input after the last token of this piece.
    last_token: Cell<Option<usize>>,
}

impl Guard {
    fn new(input: Rc<BufferQueue>) -> Self {
        let options = TreeBuilderOpts { drop_doctype: true, ..TreeBuilderOpts::default() };
        Self {
            input,
            builder: TreeBuilder::new(Sink::new(), options),
            dropped: Cell::new(0),
            closed: Cell::new(false),
            left_out: Cell::new(0),
            work: Cell::new(0),
            last_token: Cell::new(None),
        }
    }

    /// How many bytes are left in the input. Nearly always it is one buffer, put back at once.
    fn left(&self) -> usize {
        let Some(front) = self.input.pop_front() else {
            return 0;
        };
        let left = front.len() + if self.input.is_empty() { 0 } else { self.left() };
        self.input.push_front(front);
        left
    }

    /// Whether a tag is too deep to be built; one that is not is paid for.
    fn drops(&self, tag: &Tag) -> bool {
        let attributes = tag.attrs.len() as u64;
        self.spend(attributes * attributes / 8);
        if !switches_tokenizer(&tag.name) {
            let dropped = self.dropped.get();
            match tag.kind {
                TagKind::StartTag if self.is_too_deep() => {
                    self.left_out.set(self.left_out.get().saturating_add(1));
                    let waits = !tag.self_closing && !is_void(&tag.name);
                    self.dropped.set(dropped.saturating_add(u32::from(waits)));
                    return true;
                }
                TagKind::EndTag if dropped > 0 => {
                    self.dropped.set(dropped - 1);
                    return true;
                }
                TagKind::EndTag => self.closed.set(true),
                TagKind::StartTag => {}
            }
        }
        self.spend(u64::from(self.builder.sink.depth.get()));
        false
    }

    fn spend(&self, work: u64) {
        self.work.set(self.work.get().saturating_add(work));
    }

    fn is_too_deep(&self) -> bool {
        let sink = &self.builder.sink;
        let too_deep = || sink.depth.get() as usize > walk::DEPTH + SPARE_DEPTH;
        if too_deep() && self.closed.take() {
            sink.probe();
            let _ = self.builder.process_token(Token::CommentToken(StrTendril::new()), 0);
        }
        too_deep()
    }
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        self.last_token.set(Some(self.left()));
        self.spend(TOKEN_WORK);
        if let Token::TagToken(tag) = &token
            && self.drops(tag)
        {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// What the character references of a piece cost.
fn reference_work(piece: &str) -> u64 {
    let name = |after: &str| after.bytes().take(REFERENCE_NAME).take_while(u8::is_ascii_alphanumeric).count() as u64;
    piece.split('&').skip(1).map(|after| REFERENCE_WORK.0 + REFERENCE_WORK.1 * name(after)).sum()
}

/// Elements after which the text is read by other rules: dropping them would read a script as markup.
fn switches_tokenizer(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "title"
            | "textarea"
            | "noscript"
            | "iframe"
            | "xmp"
            | "noembed"
            | "noframes"
            | "plaintext"
    )
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}
