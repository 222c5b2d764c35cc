import { policyDocuments } from "/tmp/wt-reader/bench/policy-text";
import { PolicyDocument } from "/tmp/wt-reader/src";
import { XMLBuilder, XMLParser } from "fast-xml-parser";
const P = new XMLParser({preserveOrder: true, ignoreAttributes: false, commentPropName: "#comment", parseTagValue: false, parseAttributeValue: false});
const B = new XMLBuilder({preserveOrder: true, ignoreAttributes: false, commentPropName: "#comment", format: true, suppressEmptyNode: true});
const docs=policyDocuments(); const chars=docs.join("").length;
const t=(f:(d:string)=>number)=>{const s=process.hrtime.bigint();let n=0;for(const d of docs)n+=f(d);return Number(process.hrtime.bigint()-s)};
const o:number[]=[],f:number[]=[];
for(let i=0;i<40;i++){o.push(t(d=>PolicyDocument.parse(d).render().length));f.push(t(d=>(B.build(P.parse(d)) as string).length));}
const q=(a:number[],p:number)=>[...a].sort((x,y)=>x-y)[Math.floor(p*a.length)]/chars;
for(const p of [0,0.25,0.5]) console.log(p,"ours",q(o,p).toFixed(1),"fxp",q(f,p).toFixed(1),"ratio",(q(f,p)/q(o,p)).toFixed(2));
