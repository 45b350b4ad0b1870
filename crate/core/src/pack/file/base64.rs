//! Base64 (RFC 4648, with padding) of keys and signatures: some bytes of known length, so no crate for it.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as Base64.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for digit in 0..4 {
            let at = (bits >> (18 - 6 * digit) & 63) as usize;
            text.push(if digit > three.len() { '=' } else { char::from(DIGITS[at]) });
        }
    }
    text
}

/// So many bytes from Base64 as [`encode`] writes it, and no other spelling.
pub(super) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let (mut bits, mut count, mut at) = (0_u32, 0, 0);
    for digit in text.bytes().filter(|&byte| byte != b'=') {
        bits = bits << 6 | DIGITS.iter().position(|&one| one == digit)? as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            *bytes.get_mut(at)? = (bits >> count) as u8;
            at += 1;
        }
    }
    (encode(&bytes) == text).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_base64_of_the_rfc() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(encode(bytes.as_bytes()), text);
        }
        assert_eq!(decode::<4>("Zm9vYg=="), Some(*b"foob"));
        assert_eq!(decode::<3>("+/+/"), Some([0xfb, 0xff, 0xbf]));
        // Other spellings of the same bytes, other lengths, other characters.
        for text in ["Zm9vYh==", "Zm9vYg", "Zm9vYg=", "=Zm9vYg=", "Zm9v", "Zm9vYmE=", "Zm9-Yg==", "Zm9vYg==\n", ""] {
            assert_eq!(decode::<4>(text), None, "{text:?}");
        }
    }
}
