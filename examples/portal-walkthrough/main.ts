import { App } from "cdktf";
import { PortalWalkthroughStack } from "./stack";

const app = new App();
new PortalWalkthroughStack(app, "portal-walkthrough");
app.synth();
