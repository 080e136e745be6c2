using System.Text.RegularExpressions;

namespace Executor.Storage.Azure;

/// <summary>Stops the start of a silo whose table could not be used.</summary>
internal sealed partial class AzureTableStorageOptionsValidator(AzureTableStorageOptions options, string name) : IConfigurationValidator
{
    /// <summary>The rule of the service, for settings to be checked by.</summary>
    public static bool IsTableName(string text) => TableNamePattern().IsMatch(text);

    public void ValidateConfiguration()
    {
        List<string> problems = [];
        if (options.TableServiceClient is null)
            problems.Add($"{nameof(options.TableServiceClient)} must be set.");
        if (options.GrainStorageSerializer is null)
            problems.Add($"{nameof(options.GrainStorageSerializer)} must be set.");
        if (!IsTableName(options.TableName))
            problems.Add($"{nameof(options.TableName)} must be 3 to 63 letters and digits, a letter first, is '{options.TableName}'.");
        if (problems.Count > 0)
            throw new OrleansConfigurationException($"Grain storage '{name}' in an Azure table: {string.Join(' ', problems)}");
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex TableNamePattern();
}
