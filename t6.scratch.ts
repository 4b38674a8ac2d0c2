import { readFileSync } from 'node:fs';
const pdf = await import('pdfjs-dist/legacy/build/pdf.mjs');
const doc=await pdf.getDocument({data:new Uint8Array(readFileSync(process.argv[2])), verbosity:0,disableFontFace:true}).promise;
const page=await doc.getPage(1); const ops=await page.getOperatorList(); const i=ops.fnArray.indexOf(pdf.OPS.setFont); const f=page.commonObjs.get(ops.argsArray[i][0]); console.log(Object.getOwnPropertyNames(Object.getPrototypeOf(f)), f.name, f.psName, f.vertical, f.fontMatrix, f.defaultVMetrics, f.isType3Font, f.black, f.loadedName);
console.log([...new Set(ops.fnArray)].map(x=>Object.entries(pdf.OPS).find(e=>e[1]===x)[0]).join(' '));
