// What web/tools/build_site.mjs puts in while bundling.
declare module 'examples' {
  const examples: { slug: string; text: string }[];
  export default examples;
}
// The uncompressed size of each bundle's .wasm: what the loading bar counts towards.
declare const WASM_BYTES: { mt: number; st: number };
// The table of docs/differences.md, with docs/differences.zh.md where that has the row.
declare module 'differences' {
  interface Row {
    subject: string;
    cpython: string;
    here: string;
  }
  const differences: { en: Row; zh: Row }[];
  export default differences;
}
