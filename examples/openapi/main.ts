import { App } from "cdktf";
import { OpenApiStack } from "./stack";

const app = new App();
new OpenApiStack(app, "openapi");
app.synth();
