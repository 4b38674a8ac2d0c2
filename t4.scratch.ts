import { readFileSync } from 'node:fs';
const pdf = await import('pdfjs-dist/legacy/build/pdf.mjs');
const doc=await pdf.getDocument({data:new Uint8Array(readFileSync(process.argv[2])), verbosity:0}).promise; const page=await doc.getPage(1); const tc=await page.getTextContent();
console.log(tc.items.slice(0,40).map(x=>JSON.stringify(x.str)+' '+x.transform.slice(4).map(n=>n.toFixed(1))+' w'+x.width.toFixed(1)+' '+x.fontName).join('\n'));
