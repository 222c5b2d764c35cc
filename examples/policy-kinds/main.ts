import { App } from "cdktf";
import { PolicyKindsStack } from "./stack";

const app = new App();
new PolicyKindsStack(app, "policy-kinds");
app.synth();
