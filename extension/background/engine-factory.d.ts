declare module "engine-factory" {
  const factory: () => unknown;
  export default factory;
}
