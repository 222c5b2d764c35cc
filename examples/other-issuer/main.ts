import { App } from "cdktf";
import { OtherIssuerStack } from "./stack";

const app = new App();
new OtherIssuerStack(app, "other-issuer");
app.synth();
