//! Lines for a terminal: wrapped, and nothing that a page or a letter wrote can steer the terminal.

use unicode_width::UnicodeWidthStr;

use crate::printable;

/// Columns of a line where nothing says otherwise.
pub const WIDTH: usize = 100;

/// Lines of text, each ending in a line end.
pub struct Lines {
    /// The text so far.
    pub text: String,
    width: usize,
}

impl Lines {
    /// Lines of at most so many columns.
    pub fn new(width: usize) -> Self {
        Self { text: String::new(), width }
    }

    /// An empty line and a paragraph.
    pub fn heading(&mut self, text: &str) {
        self.text.push('\n');
        self.paragraph("", text);
    }

    /// One item of a list.
    pub fn item(&mut self, indent: &str, text: &str) {
        self.wrapped(&format!("{indent}- "), &format!("{indent}  "), text);
    }

    /// A paragraph; nothing for an empty text.
    pub fn paragraph(&mut self, indent: &str, text: &str) {
        if !text.is_empty() {
            self.wrapped(indent, indent, text);
        }
    }

    fn wrapped(&mut self, first: &str, indent: &str, text: &str) {
        let text = printable(text);
        let mut line = first.to_owned();
        let mut empty = true;
        for word in text.split_whitespace() {
            if !empty && line.width() + 1 + word.width() > self.width {
                self.text.push_str(line.trim_end());
                self.text.push('\n');
                indent.clone_into(&mut line);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}
