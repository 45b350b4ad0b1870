//! Addresses to pay to. One with a checksum is read only where it holds.
//!
//! Solana's addresses have none, and those of Ethereum's kind have none where they are written in one case: both say so.

use super::codes::{self, BITCOIN, Bech32, RIPPLE};
use super::plain::Plain;
use super::{Checksum, Found, Kind, MOST_FOUND};

/// Characters of an address.
const SHORTEST: usize = 25;
const LONGEST: usize = 128;

/// First bytes of base 58 addresses with twenty bytes behind them: test networks with the coin they are of.
const VERSIONS: &[(&[u8], &str)] = &[
    (&[0x00], "BTC"),
    (&[0x05], "BTC"),
    (&[0x6f], "BTC"),
    (&[0xc4], "BTC"),
    (&[0x26], "BTG"),
    (&[0x17], "BTG"),
    (&[0x30], "LTC"),
    (&[0x32], "LTC"),
    (&[0x3a], "LTC"),
    (&[0x1e], "DOGE"),
    (&[0x16], "DOGE"),
    (&[0x4c], "DASH"),
    (&[0x10], "DASH"),
    (&[0x8c], "DASH"),
    (&[0x13], "DASH"),
    (&[0x41], "TRX"),
    (&[0x1c, 0xb8], "ZEC"),
    (&[0x1c, 0xbd], "ZEC"),
    (&[0x1c, 0xba], "ZEC"),
    (&[0x1d, 0x25], "ZEC"),
];
/// Prefixes of segregated witness addresses.
const WITNESS: &[(&str, &str)] = &[("bc", "BTC"), ("tb", "BTC"), ("bcrt", "BTC"), ("ltc", "LTC"), ("tltc", "LTC")];
const CARDANO: &[&str] = &["addr", "addr_test", "stake", "stake_test"];
/// First bytes of Monero addresses, and of those that hold a payment's number.
const MONERO: &[u8] = &[18, 42, 53, 63, 24, 36];
const MONERO_WITH_NUMBER: &[u8] = &[19, 54, 25];

/// Reads the addresses of a text, also those inside of web addresses.
pub fn read(plain: &Plain, found: &mut Vec<Found>) {
    let (text, others) = (plain.text(), found.len());
    let is_in = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    let mut at = 0;
    for run in text.as_bytes().split(|byte| !is_in(*byte)) {
        let (from, to) = (at, at + run.len());
        at = to + 1;
        if !(SHORTEST..=LONGEST).contains(&run.len()) || found.len() >= others + MOST_FOUND {
            continue;
        }
        let Some((coin, checksum)) = coin(&plain.cased(from..to), text.get(..from).unwrap_or_default()) else {
            continue;
        };
        let prefix = "bitcoincash:".len();
        let from =
            if text.get(..from).is_some_and(|before| before.ends_with("bitcoincash:")) { from - prefix } else { from };
        found.push(Found { checksum, ..Found::new(Kind::Wallet { coin }, plain.cased(from..to), from..to) });
    }
}

/// The coin of an address.
fn coin(text: &str, before: &str) -> Option<(&'static str, Checksum)> {
    let valid = |coin: &'static str| (coin, Checksum::Valid);
    if let Some(letters) = text.strip_prefix("0x") {
        return evm(letters).map(|checksum| ("ETH", checksum));
    }
    if !text.is_ascii() {
        return None;
    }
    let coin = bech32(text).or_else(|| cash(text, before)).or_else(|| base58(text)).or_else(|| stellar(text));
    coin.map(valid).or_else(|| solana(text).map(|coin| (coin, Checksum::None)))
}

fn evm(letters: &str) -> Option<Checksum> {
    if letters.len() != 40 || !letters.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let small = letters.bytes().any(|byte| byte.is_ascii_lowercase());
    let capital = letters.bytes().any(|byte| byte.is_ascii_uppercase());
    if small && capital { codes::eip55(letters).then_some(Checksum::Valid) } else { Some(Checksum::None) }
}

fn bech32(text: &str) -> Option<&'static str> {
    let small = text.to_ascii_lowercase();
    if text != small && text != text.to_ascii_uppercase() {
        return None;
    }
    let (prefix, data) = small.rsplit_once('1')?;
    if CARDANO.contains(&prefix) {
        let (Bech32::First, values) = codes::bech32(prefix, data)? else { return None };
        let bytes = codes::bytes_of(&values, 5)?;
        return (bytes.len() >= 29).then_some("ADA");
    }
    let (_, coin) = WITNESS.iter().find(|(known, _)| *known == prefix)?;
    let (sum, values) = codes::bech32(prefix, data)?;
    let (version, program) = values.split_first()?;
    let size = codes::bytes_of(program, 5)?.len();
    // BIP 350: the first version keeps the first checksum, all later ones have the other.
    let fits = match (version, sum) {
        (0, Bech32::First) => size == 20 || size == 32,
        (1..=16, Bech32::M) => (2..=40).contains(&size),
        _ => false,
    };
    fits.then_some(coin)
}

fn cash(text: &str, before: &str) -> Option<&'static str> {
    let form = text.len() == 42 && text.starts_with(['q', 'p', 'Q', 'P']);
    let told = before.ends_with("bitcoincash:") || !before.ends_with(':');
    (form && told && codes::cash("bitcoincash", &text.to_ascii_lowercase())).then_some("BCH")
}

fn base58(text: &str) -> Option<&'static str> {
    if matches!(text.len(), 95 | 106) {
        let bytes = codes::monero(text)?;
        let (version, rest) = bytes.split_first()?;
        let fits = match rest.len() {
            64 => MONERO.contains(version),
            72 => MONERO_WITH_NUMBER.contains(version),
            _ => false,
        };
        return fits.then_some("XMR");
    }
    if text.len() > 50 {
        return codes::byron(&codes::base58(text, BITCOIN)?).then_some("ADA");
    }
    if text.len() > 36 {
        return None;
    }
    if let Some(bytes) = codes::base58_check(text, BITCOIN) {
        let known = VERSIONS.iter().find(|(first, _)| bytes.starts_with(first) && bytes.len() == first.len() + 20);
        return known.map(|(_, coin)| *coin);
    }
    let ripple = text.starts_with('r').then(|| codes::base58_check(text, RIPPLE))??;
    (ripple.first() == Some(&0) && ripple.len() == 21).then_some("XRP")
}

fn stellar(text: &str) -> Option<&'static str> {
    let form = text.len() == 56 && text.starts_with('G');
    (form && codes::stellar(text)?.first() == Some(&(6 << 3))).then_some("XLM")
}

/// Thirty-two bytes in base 58; so is much else, hence only what looks drawn by lot.
fn solana(text: &str) -> Option<&'static str> {
    let kinds = [|c: char| c.is_ascii_digit(), |c: char| c.is_ascii_uppercase(), |c: char| c.is_ascii_lowercase()];
    let form = (43..=44).contains(&text.len()) && kinds.iter().all(|kind| text.contains(kind));
    (form && codes::base58(text, BITCOIN)?.len() == 32).then_some("SOL")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Examples of the public specifications, and synthetic addresses of ours.
    #[test]
    fn addresses_of_the_specifications_are_read() {
        for (address, want, checksum) in [
            ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "BTC", Checksum::Valid),
            ("bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y", "BTC", Checksum::Valid),
            ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "BTC", Checksum::Valid),
            ("tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7", "BTC", Checksum::Valid),
            ("1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "BTC", Checksum::Valid),
            ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "BTC", Checksum::Valid),
            ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "ETH", Checksum::Valid),
            ("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", "ETH", Checksum::Valid),
            ("0x52908400098527886E0F7030069857D2E4169EE7", "ETH", Checksum::None),
            ("0xde709f2102306220921060314715629080e2fb77", "ETH", Checksum::None),
            ("So11111111111111111111111111111111111111112", "SOL", Checksum::None),
            ("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", "XRP", Checksum::Valid),
        ] {
            assert_eq!(coin(address, ""), Some((want, checksum)), "{address}");
        }
        let cash = "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a";
        assert_eq!(coin(cash, "bitcoincash:"), Some(("BCH", Checksum::Valid)));
    }

    #[test]
    fn a_wrong_letter_is_no_address() {
        for address in [
            "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx",
            "bc1zw508d6qejxtdg4y5r3zarvaryvg6kdaj",
            "bc1QW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "1BoatSLRHtKNngkdXEeobR76b53LETtpyU",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7Divfna",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
            "0X52908400098527886E0F7030069857D2E4169EE7",
            "0xde709f2102306220921060314715629080e2fb777",
            "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi",
            "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "thequickbrownfoxjumpsoverthelazydogsandcatsx",
            "",
        ] {
            assert_eq!(coin(address, ""), None, "{address}");
        }
    }

    #[test]
    fn any_one_changed_letter_is_refused() {
        for address in ["1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"] {
            for at in 2..address.len() {
                let changed: String = address
                    .char_indices()
                    .map(|(place, c)| if place == at { if c == 'e' { 'f' } else { 'e' } } else { c })
                    .collect();
                assert_eq!(coin(&changed, ""), None, "{changed}");
            }
        }
    }
}
