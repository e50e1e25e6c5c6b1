export { type ColumnSpec, clientSchema, columnSpec, featureNames, targetName } from "./client-schema";
export { type FeaturesAndLabels, featuresAndLabels } from "./features-and-labels";
export { loadClients } from "./load-clients";
export { type ReadClientsOptions, readClients } from "./read-clients";
export { type DataSource, type ResolveDataSourceOptions, resolveDataSource } from "./resolve-data-source";
