import { App } from "cdktf";
import { KeyVaultStack } from "./stack";

const app = new App();
new KeyVaultStack(app, "key-vault");
app.synth();
