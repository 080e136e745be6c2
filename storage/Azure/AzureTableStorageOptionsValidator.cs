namespace Executor.Storage.Azure;

/// <summary>Stops the start of a silo whose table could not be used.</summary>
internal sealed class AzureTableStorageOptionsValidator(AzureTableStorageOptions options, string name) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        List<string> problems = [];
        if (options.TableServiceClient is null)
            problems.Add($"{nameof(options.TableServiceClient)} must be set.");
        if (options.GrainStorageSerializer is null)
            problems.Add($"{nameof(options.GrainStorageSerializer)} must be set.");
        if (!AzureTableStorageOptions.IsTableName(options.TableName))
            problems.Add($"{nameof(options.TableName)} must be 3 to 63 letters and digits, a letter first, is '{options.TableName}'.");
        if (problems.Count > 0)
            throw new OrleansConfigurationException($"Grain storage '{name}' in an Azure table: {string.Join(' ', problems)}");
    }
}
