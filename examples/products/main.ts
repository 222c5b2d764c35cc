import { App } from "cdktf";
import { ProductsStack } from "./stack";

const app = new App();
new ProductsStack(app, "products");
app.synth();
