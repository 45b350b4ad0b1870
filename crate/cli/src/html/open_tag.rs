//! How many attributes an unfinished tag has so far: html5ever compares each with all before it, and shows a tag only
//! when it ends. Values do not count: a saved page may carry a whole frame in one `srcdoc`.

/// A start tag that is being read, from its `<` on.
#[derive(Debug, Default)]
pub struct OpenTag {
    state: State,
    /// Attributes begun.
    pub attributes: usize,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Start,
    TagName,
    Between,
    Name,
    BeforeValue,
    Quoted(u8),
    Unquoted,
    /// A comment, a document type, or the tag's end: nothing to count.
    Over,
}

impl OpenTag {
    /// Reads on.
    pub fn read(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.state = self.after(*byte);
            if self.state == State::Over {
                return;
            }
        }
    }

    fn after(&mut self, byte: u8) -> State {
        let space = byte.is_ascii_whitespace();
        match self.state {
            State::Start if byte == b'<' => State::TagName,
            State::Start => State::Over,
            State::TagName if matches!(byte, b'!' | b'?') => State::Over,
            State::TagName | State::Between | State::Name if space || byte == b'/' => State::Between,
            State::BeforeValue if space => State::BeforeValue,
            State::Quoted(quote) if byte == quote => State::Between,
            State::Quoted(quote) => State::Quoted(quote),
            State::Unquoted if space => State::Between,
            _ if byte == b'>' => State::Over,
            State::BeforeValue if matches!(byte, b'"' | b'\'') => State::Quoted(byte),
            State::BeforeValue | State::Unquoted => State::Unquoted,
            // `a = b` with spaces is one attribute; the count may be one too many for each, which is no matter.
            State::Name | State::Between if byte == b'=' => State::BeforeValue,
            State::Between => {
                self.attributes += 1;
                State::Name
            }
            state @ (State::TagName | State::Name | State::Over) => state,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(tag: &str) -> usize {
        let mut open = OpenTag::default();
        open.read(tag.as_bytes());
        open.attributes
    }

    #[test]
    fn attributes_are_counted_and_values_are_not() {
        assert_eq!(count("<p a b=c d='x y z' e=\"<p q=1 r>\" f"), 5);
        assert_eq!(count("<p a = 'x y' b"), 2);
        assert_eq!(count("<iframe srcdoc=\"<p a b c"), 1);
        assert_eq!(count("<!-- a b c"), 0);
        assert_eq!(count("text a b c"), 0);
        assert_eq!(count("<p a>b c d"), 1);
    }
}
