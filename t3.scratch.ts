import { readFileSync } from 'node:fs';
let t=performance.now();
const pdf = await import('pdfjs-dist/legacy/build/pdf.mjs');
console.log('load', performance.now()-t); 
for (let k=0;k<3;k++){ t=performance.now();
const task=pdf.getDocument({data:new Uint8Array(readFileSync('/work/shared/corpus/dev/012.pdf')), disableFontFace:true, verbosity:0, useSystemFonts:false});
const doc=await task.promise; console.log('open', performance.now()-t);
for(let i=1;i<=doc.numPages;i++){const page=await doc.getPage(i); const tc=await page.getTextContent({disableNormalization:true}); console.log(i,tc.items.length, performance.now()-t); if(k==2){ if(i==1) console.log(tc.items.slice(0,30).map(x=>[x.str,x.transform.map(n=>Math.round(n)).join(','),Math.round(x.width),x.height,x.hasEOL,x.fontName]));
 const ops=await page.getOperatorList(); console.log('ops',ops.fnArray.length, performance.now()-t); console.log(ops.fnArray.map((f,i)=>f===pdf.OPS.constructPath?JSON.stringify(ops.argsArray[i]).slice(0,200):null).filter(Boolean).slice(0,5))}}
await task.destroy(); }
console.log(process.memoryUsage().rss/1e6);
