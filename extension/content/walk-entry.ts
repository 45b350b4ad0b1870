// The walk by itself, for the test that compares live rows with rows made from the saved file. Not part of the product.
export { walk } from "./walk.ts";
