import { App } from "cdktf";
import { MultiTenantStack } from "./stack";

const app = new App();
new MultiTenantStack(app, "multi-tenant");
app.synth();
