export { type ColumnSpec, clientSchema, columnSpec, featureNames, targetName } from "./client-schema";
export { type DataSourceDescription, describeDataSource } from "./describe-data-source";
export { type FeaturesAndLabels, featuresAndLabels } from "./features-and-labels";
export { formatClientsCsv } from "./format-clients-csv";
export { loadClients } from "./load-clients";
export { type ReadClientsOptions, readClients } from "./read-clients";
export { type DataSource, type ResolveDataSourceOptions, resolveDataSource } from "./resolve-data-source";
export { type SimulateClientsOptions, simulateClients } from "./simulate-clients";
export { writeClientsCsv } from "./write-clients-csv";
