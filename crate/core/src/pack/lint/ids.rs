//! Names: what an id and a version look like, and which ids look alike.

/// Whether an id is kebab-case.
pub(in crate::pack) fn is_kebab(id: &str) -> bool {
    id.len() <= 60
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// A version's three numbers.
pub(super) fn version(version: &str) -> Option<[u32; 3]> {
    let mut parts = version.split('.').map(number);
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

/// A number of a version.
pub(super) fn number(part: &str) -> Option<u32> {
    ((1..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
}

/// What an id looks like: two ids of one skeleton are easily taken for each other. The confusables of UTS #39 among the
/// characters that an id may have, and the dash, which the eye passes over.
pub(super) fn skeleton(id: &str) -> String {
    let plain = id.replace('-', "").replace('0', "o").replace(['1', 'i'], "l").replace('5', "s");
    plain.replace("rn", "m").replace("vv", "w").replace("cl", "d")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_has_one_skeleton() {
        for (a, b) in [("paypal", "paypa1"), ("modern", "modem"), ("secondlook", "sec0nd-look"), ("clean", "dean")] {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
        assert_ne!(skeleton("contact"), skeleton("contract"));
    }

    #[test]
    fn versions() {
        assert_eq!(version("1.20.300"), Some([1, 20, 300]));
        for wrong in ["1", "1.0", "1.0.0.0", "1.0.x", "1..0", "-1.0.0", "1.0.1234567", ""] {
            assert_eq!(version(wrong), None, "{wrong}");
        }
    }
}
