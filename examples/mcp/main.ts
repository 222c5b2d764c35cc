import { App } from "cdktf";
import { McpStack } from "./stack";

const app = new App();
new McpStack(app, "mcp");
app.synth();
