//! The range of engine versions that a pack is made for: `*`, or comparisons parted by commas that must all hold.

use super::ids::{number, version};

/// Whether a version is in a range; none when the range cannot be read.
///
/// A comparison is `0.2`, `^0.2`, `~0.2.1`, `=0.2.1`, `>=0.2`, `>0.2`, `<=0.4`, `<0.4`. As in Cargo, a bare one is `^`: it
/// holds up to the next version that may break something, which before 1.0 is the next second number.
pub(super) fn covers(range: &str, engine: &str) -> Option<bool> {
    let engine = version(engine)?;
    if range.trim() == "*" {
        return Some(true);
    }
    let mut holds = true;
    for part in range.split(',').take(8) {
        holds &= compares(part.trim(), engine)?;
    }
    Some(holds)
}

fn compares(part: &str, engine: [u32; 3]) -> Option<bool> {
    let digits = part.find(|c: char| c.is_ascii_digit())?;
    let (operator, text) = part.split_at(digits);
    let given = text.split('.').map(number).collect::<Option<Vec<u32>>>()?;
    if given.len() > 3 {
        return None;
    }
    let at = |n: usize| given.get(n).copied().unwrap_or(0);
    let low = [at(0), at(1), at(2)];
    // The first version after those that begin with the first `n` numbers.
    let after = |n: usize| {
        let mut next = [0; 3];
        for (place, to) in next.iter_mut().enumerate().take(n) {
            *to = at(place) + u32::from(place + 1 == n);
        }
        next
    };
    let breaking = given.iter().take(2).position(|number| *number > 0).map_or(given.len(), |first| first + 1);
    Some(match operator.trim() {
        "" | "^" => low <= engine && engine < after(breaking),
        "~" => low <= engine && engine < after(given.len().min(2)),
        "=" => low <= engine && engine < after(given.len()),
        ">=" => low <= engine,
        ">" => after(given.len()) <= engine,
        "<=" => engine < after(given.len()),
        "<" => engine < low,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_cargo_reads_them() {
        for (range, inside, outside) in [
            ("0.1", "0.1.9", "0.2.0"),
            ("^0.1.2", "0.1.2", "0.1.1"),
            ("1", "1.9.0", "2.0.0"),
            ("1.2", "1.3.0", "1.1.9"),
            ("~1.2.3", "1.2.9", "1.3.0"),
            ("=0.1.0", "0.1.0", "0.1.1"),
            ("=0.1", "0.1.7", "0.2.0"),
            (">=0.1, <0.3", "0.2.9", "0.3.0"),
            (">0.1", "0.2.0", "0.1.9"),
            ("<=0.4", "0.4.9", "0.5.0"),
            ("0.0.3", "0.0.3", "0.0.4"),
        ] {
            assert_eq!(covers(range, inside), Some(true), "{range} {inside}");
            assert_eq!(covers(range, outside), Some(false), "{range} {outside}");
        }
        assert_eq!(covers("*", "0.1.0"), Some(true));
        for wrong in ["", "latest", ">=", "1.x", "=>1", "1.2.3.4", "1,", "0.1 0.2", "99999999"] {
            assert_eq!(covers(wrong, "0.1.0"), None, "{wrong}");
        }
    }
}
