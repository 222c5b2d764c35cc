import { App } from "cdktf";
import { PipelinesStack } from "./stack";

const app = new App();
new PipelinesStack(app, "pipelines");
app.synth();
