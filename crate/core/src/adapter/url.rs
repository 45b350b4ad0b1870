//! Addresses: host, path, captures.

use std::collections::BTreeMap;

/// An address taken apart; query and fragment do not matter here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    host: String,
    /// Path segments, percent-decoded; a slash at the end adds none.
    segments: Vec<String>,
}

/// Captured segments by name.
pub type Captures = BTreeMap<String, String>;

impl Address {
    /// Takes an `http` or `https` address apart.
    pub fn parse(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
            return None;
        }
        let rest = rest.split(['?', '#']).next()?;
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = authority.rsplit('@').next()?;
        let host = host.rsplit_once(':').map_or(host, |(host, _)| host).to_ascii_lowercase();
        let segments = path.split('/').filter(|s| !s.is_empty()).take(32).map(decode).collect();
        (!host.is_empty()).then_some(Self { host, segments })
    }

    /// Whether the adapter's `hosts` entry (`host` or `host/prefix`) holds this address.
    pub fn is_under(&self, entry: &str) -> bool {
        let (host, prefix) = entry.split_once('/').unwrap_or((entry, ""));
        let mut prefix = prefix.split('/').filter(|s| !s.is_empty());
        self.host == host.to_ascii_lowercase() && {
            let mut own = self.segments.iter();
            prefix.all(|segment| own.next().is_some_and(|s| s == segment))
        }
    }

    /// The captures when the pattern serves this address.
    pub fn serve(&self, pattern: &Pattern) -> Option<Captures> {
        let mut captures = Captures::new();
        let mut own = self.segments.iter();
        for step in &pattern.steps {
            match step {
                Step::Rest => return Some(captures),
                Step::Literal(word) => {
                    own.next().filter(|s| s.eq_ignore_ascii_case(word))?;
                }
                Step::Capture { before, name, after } => {
                    let inner = own.next()?.strip_prefix(before.as_str())?.strip_suffix(after.as_str())?;
                    if inner.is_empty() {
                        return None;
                    }
                    captures.insert(name.clone(), inner.to_owned());
                }
            }
        }
        own.next().is_none().then_some(captures)
    }
}

/// A path pattern: `/freelancers/{id}`, `/projects/{cat}/{slug}/**`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Literal(String),
    Capture { before: String, name: String, after: String },
    Rest,
}

impl Pattern {
    /// Parses a pattern.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some(rest) = text.strip_prefix('/') else { return Err(format!("`{text}` does not begin with `/`")) };
        let mut steps = Vec::new();
        for segment in rest.split('/').filter(|s| !s.is_empty()) {
            if matches!(steps.last(), Some(Step::Rest)) {
                return Err(format!("`{text}` goes on after `**`"));
            }
            steps.push(match (segment, segment.split_once('{')) {
                ("**", _) => Step::Rest,
                (_, Some((before, inner))) => match inner.split_once('}') {
                    Some((name, after)) if is_name(name) && !after.contains(['{', '}']) => {
                        Step::Capture { before: before.into(), name: name.into(), after: after.into() }
                    }
                    _ => return Err(format!("`{segment}` in `{text}` is no capture like `{{id}}`")),
                },
                (word, None) if !word.contains(['}', '*']) => Step::Literal(word.into()),
                _ => return Err(format!("`{segment}` in `{text}` is neither a word, a capture, nor `**` at the end")),
            });
        }
        Ok(Self { steps })
    }

    /// The names it captures.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().filter_map(|step| match step {
            Step::Capture { name, .. } => Some(name.as_str()),
            _ => None,
        })
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Puts captures into `{id}`, `{cat}/{slug}`; none when one of them was not captured.
pub fn fill(template: &str, captures: &Captures) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, inner)) = rest.split_once('{') {
        let (name, after) = inner.split_once('}')?;
        out.push_str(before);
        out.push_str(captures.get(name)?);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

/// The names a template asks for.
pub fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).map(|part| part.split('}').next().unwrap_or_default())
}

fn decode(segment: &str) -> String {
    let bytes = segment.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).filter(|two| *byte == b'%' && two.iter().all(u8::is_ascii_hexdigit));
        let decoded = hex.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        out.push(decoded.unwrap_or(*byte));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serve(pattern: &str, url: &str) -> Option<String> {
        let captures = Address::parse(url)?.serve(&Pattern::parse(pattern).unwrap())?;
        Some(captures.iter().fold(String::new(), |all, (k, v)| all + k + "=" + v + ";"))
    }

    #[test]
    fn patterns_serve_paths() {
        let cases = [
            ("/freelancers/{id}", "https://www.upwork.com/freelancers/~01ab?s=1#x", Some("id=~01ab;")),
            ("/freelancers/{id}", "https://www.upwork.com/freelancers/", None),
            ("/freelancers/{id}", "https://www.upwork.com/freelancers/a/b", None),
            ("/freelancers/{id}/**", "https://www.upwork.com/freelancers/a/b", Some("id=a;")),
            ("/p/{a}/{b}/**", "http://h:80/p/x/y%20z/", Some("a=x;b=y z;")),
            ("/p/~{a}", "https://h/p/~01", Some("a=01;")),
            ("/p/~{a}", "https://h/p/01", None),
            ("/", "https://h", Some("")),
            ("/", "ftp://h", None),
            ("/%41", "https://h/%41%zz%", None),
        ];
        for (pattern, url, wanted) in cases {
            assert_eq!(serve(pattern, url).as_deref(), wanted, "{pattern} {url}");
        }
    }

    #[test]
    fn hosts_may_have_a_path_prefix() {
        let address = Address::parse("https://user@WWW.Example.com:8443/jobs/1").unwrap();
        assert!(address.is_under("www.example.com") && address.is_under("www.example.com/jobs"));
        assert!(!address.is_under("example.com") && !address.is_under("www.example.com/job"));
    }

    #[test]
    fn malformed_patterns_are_refused() {
        for bad in ["x", "/{", "/{A}", "/a*", "/**/b", "/{a}{b}"] {
            assert!(Pattern::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn templates_take_captures() {
        let captures = Captures::from([("cat".into(), "a".into()), ("slug".into(), "b".into())]);
        assert_eq!(fill("{cat}/{slug}", &captures).as_deref(), Some("a/b"));
        assert_eq!(fill("{other}", &captures), None);
    }
}
