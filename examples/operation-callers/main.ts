import { App } from "cdktf";
import { OperationCallersStack } from "./stack";

const app = new App();
new OperationCallersStack(app, "operation-callers");
app.synth();
