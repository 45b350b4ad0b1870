//! The order of the module's functions: each next to one that is most like it.
//!
//! The bindings generator writes functions by size. A compressor finds only what it has seen in the last 32 KB, and many
//! functions are nearly another one (the readers of two types, one generic function for two types): side by side, each
//! costs little more than what is its own. Nothing but places and the numbers of functions changes.

use std::collections::BTreeMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// Functions are alike by the runs of so many bytes that they share; 3 to 8 were tried.
const RUN: usize = 4;

/// The same module with its functions in the order of their likeness.
pub fn by_likeness(module: &[u8]) -> Result<Vec<u8>, String> {
    let broken = |error: Error| format!("the module cannot be put in order: {error}");
    let mut order = Order::of(module).map_err(|error| broken(error.into()))?;
    let mut out = Module::new();
    order.parse_core_module(&mut out, Parser::new(0), module).map_err(broken)?;
    Ok(out.finish())
}

/// Which function comes when, and what it is called from then on.
struct Order {
    imported: u32,
    /// The functions by their old places, in the new order.
    functions: Vec<usize>,
    /// The new place of each function, by its old one.
    places: Vec<u32>,
}

impl Order {
    fn of(module: &[u8]) -> wasmparser::Result<Order> {
        let mut imported = 0;
        let mut bodies = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
                _ => {}
            }
        }
        let functions = chain(&bodies);
        let mut places = vec![0; functions.len()];
        for (place, &function) in (0..).zip(&functions) {
            places[function] = place;
        }
        Ok(Order { imported, functions, places })
    }

    /// What a section says of each function, in the new order.
    fn sorted<T: Clone>(&self, rows: impl Iterator<Item = wasmparser::Result<T>>) -> wasmparser::Result<Vec<T>> {
        let rows = rows.collect::<wasmparser::Result<Vec<T>>>()?;
        Ok(self.functions.iter().filter_map(|&function| rows.get(function).cloned()).collect())
    }
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let own = function.checked_sub(self.imported).and_then(|own| self.places.get(own as usize));
        Ok(own.map_or(function, |place| self.imported + place))
    }

    fn parse_function_section(
        &mut self,
        to: &mut FunctionSection,
        from: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        for kind in self.sorted(from.into_iter())? {
            to.function(self.type_index(kind)?);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, to: &mut CodeSection, from: CodeSectionReader<'_>) -> Result<(), Error> {
        for body in self.sorted(from.into_iter())? {
            self.parse_function_body(to, body)?;
        }
        Ok(())
    }
}

/// From the first function on, always the one left that shares the largest part of its runs with the last one; of equals
/// the first.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let mut numbers = BTreeMap::new();
    let mut holders: Vec<Vec<usize>> = Vec::new();
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (function, body) in bodies.iter().enumerate() {
        let mut own: Vec<usize> = Vec::new();
        for run in body.windows(RUN) {
            let number = *numbers.entry(run).or_insert(holders.len());
            if number == holders.len() {
                holders.push(Vec::new());
            }
            if holders[number].last() != Some(&function) {
                holders[number].push(function);
                own.push(number);
            }
        }
        runs.push(own);
    }

    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    let mut at = 0;
    while at < left.len() {
        let last = left.remove(at);
        order.push(last);
        let mut shared = vec![0; bodies.len()];
        for &run in &runs[last] {
            holders[run].retain(|&other| {
                shared[other] += 1;
                other != last
            });
        }
        // The part that two functions share, s / (a + b), without a division.
        let (mut most, mut of) = (0, 1);
        at = 0;
        for (place, &other) in left.iter().enumerate() {
            let both = runs[last].len() + runs[other].len();
            if shared[other] * of > most * both {
                (most, of, at) = (shared[other], both, place);
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::chain;

    #[test]
    fn like_lies_next_to_like() {
        let bodies: [&[u8]; 5] = [b"abcdefgh", b"stuvwxyz", b"", b"abcdefghi", b"rstuvwxyz"];
        assert_eq!(chain(&bodies), [0, 3, 1, 4, 2]);
        assert!(chain(&[]).is_empty());
    }
}
