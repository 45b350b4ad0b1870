//! A job post's text: which line of it is its title.

/// A first line of more words is no title.
const TITLE_WORDS: usize = 20;

/// The title that a job post begins with.
pub fn title(post: &str) -> Option<&str> {
    let first = post.lines().map(str::trim).find(|line| !line.is_empty())?;
    (first.split_whitespace().count() <= TITLE_WORDS).then_some(first)
}

/// Whether there is more to a post than its title.
pub fn says_more(post: &str) -> bool {
    !post.trim().is_empty() && title(post) != Some(post.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_first_line_is_the_title() {
        let long = "word ".repeat(21);
        for (post, found, more) in [
            ("", None, false),
            (" \n ", None, false),
            ("Paint the old pier", Some("Paint the old pier"), false),
            ("\n Paint the old pier \n\nTwo coats.", Some("Paint the old pier"), true),
            (long.as_str(), None, true),
        ] {
            assert_eq!((title(post), says_more(post)), (found, more), "{post}");
        }
    }
}
