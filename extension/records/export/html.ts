// A record as one file to read, print or hand on within the house; and the candidate's own copy.

export { recordHtml } from "./record.ts";
export { candidateHtml } from "./candidate.ts";
