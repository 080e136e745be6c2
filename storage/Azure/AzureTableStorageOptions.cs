using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Orleans.Storage;

namespace Executor.Storage.Azure;

/// <summary>Settings of one grain storage in an Azure table; names and defaults are those of the official provider.</summary>
public sealed partial class AzureTableStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>Default of <see cref="TableName"/>.</summary>
    public const string DefaultTableName = "OrleansGrainState";

    /// <summary>The table; made if need be. 3 to 63 letters and digits, a letter first.</summary>
    public string TableName { get; set; } = DefaultTableName;

    /// <summary>The account. Required.</summary>
    public TableServiceClient? TableServiceClient { get; set; }

    /// <summary>
    /// Whether clearing removes the row. Default false: an empty row stays, so that a writer from before the clearing is still refused.
    /// </summary>
    public bool DeleteStateOnClear { get; set; }

    /// <summary>Whether the document is written as text, which people can read, rather than as bytes, which take half the space. Both are read.</summary>
    public bool UseStringFormat { get; set; }

    /// <summary>Stage of the silo's life at which the table is opened. Default <see cref="ServiceLifecycleStage.ApplicationServices"/>.</summary>
    public int InitStage { get; set; } = ServiceLifecycleStage.ApplicationServices;

    /// <summary>Turns states into documents and back. Required.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!; // demanded by the validator

    /// <summary>Whether the service takes <paramref name="text"/> as the name of a table.</summary>
    public static bool IsTableName(string text) => TableNamePattern().IsMatch(text);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex TableNamePattern();
}
