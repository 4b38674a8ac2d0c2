import { readFileSync } from 'node:fs';
const pdf = await import('pdfjs-dist/legacy/build/pdf.mjs');
for (let k=0;k<8;k++){ let t=performance.now(); const doc=await pdf.getDocument({data:new Uint8Array(readFileSync(process.argv[2])), verbosity:0,disableFontFace:true}).promise; const t1=performance.now(); let n=0;
for(let i=1;i<=doc.numPages;i++){ const page=await doc.getPage(i); if(k%2) {const ops=await page.getOperatorList(); n+=ops.fnArray.length; if(k==7&&i==1){ let c=0; for(let j=0;j<ops.fnArray.length&&c<6;j++){const f=ops.fnArray[j]; if(f===pdf.OPS.showText){c++; console.log(JSON.stringify(ops.argsArray[j]).slice(0,400))} if(f===pdf.OPS.setFont){console.log('font',ops.argsArray[j], page.commonObjs.get(ops.argsArray[j][0])?.name)} if(f===pdf.OPS.setTextMatrix) console.log('tm',ops.argsArray[j])}}} else n+=(await page.getTextContent()).items.length; }
console.log(k%2?'ops':'text', n, 'open',(t1-t).toFixed(0), (performance.now()-t1).toFixed(0)); await doc.loadingTask.destroy();}
