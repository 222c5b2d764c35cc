import { App } from "cdktf";
import { SecretRotationStack } from "./stack";

const app = new App();
new SecretRotationStack(app, "secret-rotation", { generation: 1 });
app.synth();
