// The walk by itself, for the test that compares live rows with rows made from the saved file. Not part of the product.
export { rowsAsJson } from "./rows-json.ts";
export { SLICE, walk } from "./walk.ts";
