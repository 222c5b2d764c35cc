import { App } from "cdktf";
import { FunctionBackendStack } from "./stack";

const app = new App();
new FunctionBackendStack(app, "function-backend");
app.synth();
