using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace Executor.Storage.Azure;

/// <summary>The clients of one storage account, with patience that fits a service which guards positions: minutes of silent retries do not.</summary>
public sealed class AzureAccount
{
    private const int Retries = 3;

    /// <summary>Longest wait for one answer; a request and its retries end within about four times as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(2);

    private AzureAccount(TableServiceClient tables, BlobServiceClient blobs) => (Tables, Blobs) = (tables, blobs);

    /// <summary>Tables of the account.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>Blobs of the account.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>The account of a connection string, which is a secret; <c>UseDevelopmentStorage=true</c> is the emulator at its usual ports.</summary>
    /// <exception cref="FormatException">It cannot be understood. The message does not repeat it.</exception>
    public static AzureAccount FromConnectionString(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        try
        {
            return new AzureAccount(new TableServiceClient(connectionString, TableOptions()), new BlobServiceClient(connectionString, BlobOptions()));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("It is not a connection string of a storage account with endpoints for tables and blobs."); // the cause may repeat the key
        }
    }

    /// <summary>
    /// The account at these addresses, entered with the identity of the process: variables of the environment, workload identity or managed
    /// identity, whichever is there first.
    /// </summary>
    public static AzureAccount FromEndpoints(Uri tables, Uri blobs)
    {
        var identity = Identity();
        return new AzureAccount(new TableServiceClient(tables, identity, TableOptions()), new BlobServiceClient(blobs, identity, BlobOptions()));
    }

    /// <summary>Without a secret.</summary>
    public override string ToString() => $"Azure storage account {Tables.AccountName} ({Tables.Uri.GetLeftPart(UriPartial.Path)})";

    /// <summary>What a person signs in with has no place in a service.</summary>
    private static DefaultAzureCredential Identity() => new(new DefaultAzureCredentialOptions
    {
        ExcludeAzureCliCredential = true,
        ExcludeAzureDeveloperCliCredential = true,
        ExcludeAzurePowerShellCredential = true,
        ExcludeInteractiveBrowserCredential = true,
        ExcludeVisualStudioCodeCredential = true,
        ExcludeVisualStudioCredential = true,
    });

    private static TableClientOptions TableOptions() => WithPatience(new TableClientOptions());

    private static BlobClientOptions BlobOptions() => WithPatience(new BlobClientOptions());

    private static T WithPatience<T>(T options)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = Retries;
        options.Retry.Delay = FirstRetry;
        options.Retry.MaxDelay = LongestRetry;
        options.Retry.NetworkTimeout = Patience;
        options.Diagnostics.IsLoggingContentEnabled = false;
        return options;
    }
}
