//! The codes that payment addresses are written in, and their checksums.

use sha2::{Digest, Sha256};
use sha3::Keccak256;

/// Letters of base 58 as Bitcoin has them, and as Ripple has.
pub const BITCOIN: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
pub const RIPPLE: &[u8; 58] = b"rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";
const BECH32: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

fn digits(text: &str, letters: &[u8]) -> Option<Vec<u8>> {
    text.bytes().map(|byte| letters.iter().position(|letter| *letter == byte).map(|at| at as u8)).collect()
}

/// The bytes of a text in base 58: a number, with a zero byte for each first letter in front. Quadratic: callers cap it.
pub fn base58(text: &str, letters: &[u8; 58]) -> Option<Vec<u8>> {
    let digits = digits(text, letters)?;
    let zeros = digits.iter().take_while(|digit| **digit == 0).count();
    let mut bytes: Vec<u8> = Vec::new();
    for digit in digits {
        let carry = bytes.iter_mut().fold(u32::from(digit), |carry, byte| {
            let value = u32::from(*byte) * 58 + carry;
            *byte = value as u8;
            value >> 8
        });
        if carry > 0 {
            bytes.push(carry as u8);
        }
    }
    bytes.resize(bytes.len() + zeros, 0);
    bytes.reverse();
    Some(bytes)
}

/// The payload of a text in base 58 whose last four bytes are the beginning of its double SHA-256.
pub fn base58_check(text: &str, letters: &[u8; 58]) -> Option<Vec<u8>> {
    let mut bytes = base58(text, letters)?;
    let sum = bytes.split_off(bytes.len().checked_sub(4)?);
    Sha256::digest(Sha256::digest(&bytes)).starts_with(&sum).then_some(bytes)
}

/// The payload of a Monero address: base 58 in blocks of eleven letters, the beginning of its Keccak-256 at the end.
pub fn monero(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let letters: Vec<char> = text.chars().collect();
    for block in letters.chunks(11) {
        // Seven letters hold five bytes; the lengths of whole addresses leave no other rest than 7 and 9.
        let size = match block.len() {
            11 => 8,
            7 => 5,
            9 => 6,
            _ => return None,
        };
        let block: String = block.iter().collect();
        let value = base58(block.trim_start_matches('1'), BITCOIN)?;
        bytes.resize(bytes.len() + usize::checked_sub(size, value.len())?, 0);
        bytes.extend(value);
    }
    let sum = bytes.split_off(bytes.len().checked_sub(4)?);
    Keccak256::digest(&bytes).starts_with(&sum).then_some(bytes)
}

/// Whether the capitals of forty hexadecimal letters are those that EIP-55 makes of them.
pub fn eip55(letters: &str) -> bool {
    let hash = Keccak256::digest(letters.to_ascii_lowercase().as_bytes());
    let halves = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    letters
        .bytes()
        .zip(halves)
        .all(|(letter, half)| !letter.is_ascii_alphabetic() || letter.is_ascii_uppercase() == (half > 7))
}

/// Which of the two checksums of bech32 holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bech32 {
    First,
    M,
}

/// The five-bit values of a bech32 text without its checksum, by prefix and data in small letters.
pub fn bech32(prefix: &str, data: &str) -> Option<(Bech32, Vec<u8>)> {
    let mut values = digits(data, BECH32)?;
    let high = prefix.bytes().map(|byte| byte >> 5);
    let low = prefix.bytes().map(|byte| byte & 31);
    let sum = high.chain([0]).chain(low).chain(values.iter().copied()).fold(1_u32, |sum, value| {
        let steps = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3_u32];
        let next = (sum & 0x1ff_ffff) << 5 ^ u32::from(value);
        steps.iter().enumerate().filter(|(bit, _)| sum >> (25 + bit) & 1 == 1).fold(next, |next, (_, step)| next ^ step)
    });
    values.truncate(values.len().checked_sub(6)?);
    match sum {
        1 => Some((Bech32::First, values)),
        0x2bc8_30a3 => Some((Bech32::M, values)),
        _ => None,
    }
}

/// Whether the checksum of a Bitcoin Cash address holds.
pub fn cash(prefix: &str, data: &str) -> bool {
    let Some(values) = digits(data, BECH32) else { return false };
    let prefix = prefix.bytes().map(|byte| byte & 31);
    let sum = prefix.chain([0]).chain(values).fold(1_u64, |sum, value| {
        let steps = [0x98_f2bc_8e61, 0x79_b76d_99e2, 0xf3_3e5f_b3c4, 0xae_2eab_e2a8, 0x1e_4f43_e470_u64];
        let next = (sum & 0x07_ffff_ffff) << 5 ^ u64::from(value);
        steps.iter().enumerate().filter(|(bit, _)| sum >> (35 + bit) & 1 == 1).fold(next, |next, (_, step)| next ^ step)
    });
    sum == 1
}

/// Five-bit values as bytes; none where the rest is no padding.
pub fn bytes_of(values: &[u8], bits: u32) -> Option<Vec<u8>> {
    let (mut held, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for value in values {
        held = (held << bits | u32::from(*value)) & 0xfff;
        count += bits;
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
        }
    }
    (count < bits && held & ((1 << count) - 1) == 0).then_some(bytes)
}

/// The payload of a Stellar key: base 32, CRC-16 at the end.
pub fn stellar(text: &str) -> Option<Vec<u8>> {
    let mut bytes = bytes_of(&digits(text, BASE32)?, 5)?;
    let sum = bytes.split_off(bytes.len().checked_sub(2)?);
    let crc = bytes.iter().fold(0_u16, |crc, byte| {
        (0..8).fold(crc ^ u16::from(*byte) << 8, |crc, _| crc << 1 ^ if crc >> 15 == 1 { 0x1021 } else { 0 })
    });
    (crc.to_le_bytes().as_slice() == sum).then_some(bytes)
}

/// Whether the CRC-32 that an older Cardano address ends with is that of its content.
pub fn byron(bytes: &[u8]) -> bool {
    // An array of two: bytes with tag 24 and their length (one byte, 33 to 255), and an unsigned number of four bytes.
    let Some((content, sum)) = bytes.split_at_checked(bytes.len().saturating_sub(5)) else { return false };
    let ([0x82, 0xd8, 0x18, 0x58, length, content @ ..], [0x1a, sum @ ..]) = (content, sum) else { return false };
    let crc = content.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    });
    content.len() == usize::from(*length) && (!crc).to_be_bytes().as_slice() == sum
}
