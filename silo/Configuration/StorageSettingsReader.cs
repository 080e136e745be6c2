using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Executor.Storage.Azure;
using StackExchange.Redis;

namespace Executor.Silo.Configuration;

/// <summary>Reads where positions are kept. None of its texts shows a connection string.</summary>
internal static partial class StorageSettingsReader
{
    private const int UsualSiloPort = 11111;
    private const string UsualTable = AzureTableStorageOptions.DefaultTableName;
    private const string UsualContainer = "orleans-grain-state";

    private static readonly string[] OfRedis = [StorageSettingNames.Redis, StorageSettingNames.ClusterId, StorageSettingNames.SiloAddress, StorageSettingNames.SiloPort];
    private static readonly string[] OfAzure =
    [
        StorageSettingNames.AzureConnection, StorageSettingNames.AzureTables, StorageSettingNames.AzureBlobs, StorageSettingNames.AzureTable,
        StorageSettingNames.AzureContainer,
    ];

    /// <summary>The settings; what is wrong is reported, and stands at its default in the answer.</summary>
    public static StorageSettings Read(SettingLookup lookup)
    {
        var profile = ReadProfile(lookup);
        var service = Name(lookup, StorageSettingNames.ServiceId, StorageSettings.Local.ServiceId);
        var settings = new StorageSettings { Profile = profile, ServiceId = service, ClusterId = Name(lookup, StorageSettingNames.ClusterId, service) };
        return profile switch
        {
            StorageProfile.Local => settings,
            StorageProfile.Redis => WithRedis(lookup, settings),
            StorageProfile.Azure => WithRedis(lookup, settings) with { Azure = ReadAzure(lookup) },
        };
    }

    /// <summary>What the owner of the settings should know about them.</summary>
    public static IEnumerable<string> Warnings(SettingLookup lookup, StorageSettings settings)
    {
        var unused = settings.Profile switch
        {
            StorageProfile.Local => [.. OfRedis, .. OfAzure],
            StorageProfile.Redis => OfAzure,
            StorageProfile.Azure => [],
        };
        foreach (var name in unused.Where(name => lookup.StorageText(name) is not null))
            yield return $"{name} has no effect with {StorageSettingNames.Profile}={settings.Profile}.";
        if (settings.Redis is { Ssl: false, Password.Length: > 0 } redis && !redis.EndPoints.All(IsOnThisMachine))
            yield return $"{StorageSettingNames.Redis} is without TLS (ssl=true): its password can be read on the way.";
        if (settings.Profile != StorageProfile.Local && !string.Equals(lookup.Text(SettingNames.Exchange), "binance", StringComparison.OrdinalIgnoreCase))
            yield return "The paper exchange is in the memory and the data folder of this process: run one silo of this cluster, and keep its data folder.";
    }

    /// <summary>The profile; what is wrong is reported, and counts as unset.</summary>
    public static StorageProfile ReadProfile(SettingLookup lookup)
    {
        if (lookup.StorageText(StorageSettingNames.Profile) is not { } text)
            return StorageProfile.Local;
        foreach (var profile in Enum.GetValues<StorageProfile>())
        {
            if (string.Equals(text, profile.ToString(), StringComparison.OrdinalIgnoreCase))
                return profile;
        }
        lookup.Report(StorageSettingNames.Profile, $"must be one of {string.Join(", ", Enum.GetNames<StorageProfile>())}", text);
        return StorageProfile.Local;
    }

    private static string Name(SettingLookup lookup, string name, string otherwise)
    {
        if (lookup.StorageText(name) is not { } text)
            return otherwise;
        if (NamePattern().IsMatch(text))
            return text;
        lookup.Report(name, "must be letters, digits and hyphens, at most 63", text); // no underscore or slash: those end it in the keys of rows
        return otherwise;
    }

    private static StorageSettings WithRedis(SettingLookup lookup, StorageSettings settings) => settings with
    {
        Redis = ReadRedis(lookup, settings.Profile),
        SiloAddress = ReadAddress(lookup),
        SiloPort = ReadPort(lookup),
    };

    private static ConfigurationOptions? ReadRedis(SettingLookup lookup, StorageProfile profile)
    {
        if (lookup.StorageText(StorageSettingNames.Redis) is not { } text)
        {
            lookup.Report(StorageSettingNames.Redis, $"must be set with {StorageSettingNames.Profile}={profile}, like localhost:6379", string.Empty);
            return null;
        }

        try
        {
            var options = ConfigurationOptions.Parse(text);
            options.ClientName ??= "executor";
            if (options.EndPoints.Count > 0)
                return options;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            // Told below: what the text says may be a secret.
        }
        lookup.Report(StorageSettingNames.Redis, "must be servers and options, like redis1:6379,redis2:6379,ssl=true,password=...", SettingLookup.NotShown);
        return null;
    }

    private static IPAddress ReadAddress(SettingLookup lookup)
    {
        if (lookup.StorageText(StorageSettingNames.SiloAddress) is not { } text)
            return IPAddress.Loopback;
        if (IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
            return address;
        lookup.Report(StorageSettingNames.SiloAddress, "must be the IP address at which the other silos reach this one", text);
        return IPAddress.Loopback;
    }

    private static int ReadPort(SettingLookup lookup)
    {
        if (lookup.StorageText(StorageSettingNames.SiloPort) is not { } text)
            return UsualSiloPort;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort)
            return port;
        lookup.Report(StorageSettingNames.SiloPort, $"must be a port from 1 to {IPEndPoint.MaxPort}, or 0 for a free one", text);
        return UsualSiloPort;
    }

    private static AzureStorageSettings? ReadAzure(SettingLookup lookup)
    {
        var table = lookup.StorageText(StorageSettingNames.AzureTable) ?? UsualTable;
        if (!AzureTableStorageOptions.IsTableName(table))
            lookup.Report(StorageSettingNames.AzureTable, "must be 3 to 63 letters and digits, a letter first", table);
        var container = lookup.StorageText(StorageSettingNames.AzureContainer) ?? UsualContainer;
        if (!ContainerPattern().IsMatch(container))
            lookup.Report(StorageSettingNames.AzureContainer, "must be 3 to 63 small letters, digits and single hyphens, none at an end", container);
        return ReadAccount(lookup) is { } account ? new AzureStorageSettings(account, table, container) : null;
    }

    private static AzureAccount? ReadAccount(SettingLookup lookup)
    {
        var connection = lookup.StorageText(StorageSettingNames.AzureConnection);
        var tables = lookup.StorageText(StorageSettingNames.AzureTables);
        switch (connection, tables)
        {
            case (null, null):
                lookup.Report(
                    StorageSettingNames.AzureTables, $"or {StorageSettingNames.AzureConnection} must be set with {StorageSettingNames.Profile}=Azure", string.Empty);
                return null;
            case (not null, not null):
                lookup.Report(StorageSettingNames.AzureTables, $"must not be set together with {StorageSettingNames.AzureConnection}", tables);
                return null;
            case (not null, null):
                return FromConnectionString(lookup, connection);
            case (null, not null):
                return FromAddresses(lookup, tables);
        }
    }

    private static AzureAccount? FromConnectionString(SettingLookup lookup, string connection)
    {
        try
        {
            return AzureAccount.FromConnectionString(connection);
        }
        catch (FormatException)
        {
            lookup.Report(StorageSettingNames.AzureConnection, "must be the connection string of a storage account", SettingLookup.NotShown);
            return null;
        }
    }

    private static AzureAccount? FromAddresses(SettingLookup lookup, string tables)
    {
        var blobs = lookup.StorageText(StorageSettingNames.AzureBlobs) ?? tables.Replace(".table.", ".blob.", StringComparison.OrdinalIgnoreCase);
        var first = Address(lookup, StorageSettingNames.AzureTables, tables);
        var second = Address(lookup, StorageSettingNames.AzureBlobs, blobs);
        if (first is not null && first == second)
        {
            lookup.Report(StorageSettingNames.AzureBlobs, $"must be set: it does not follow from {StorageSettingNames.AzureTables}", string.Empty);
            return null;
        }
        return first is null || second is null ? null : AzureAccount.FromEndpoints(first, second);
    }

    /// <summary>A token sent without TLS is a token given away.</summary>
    private static Uri? Address(SettingLookup lookup, string name, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address is { Query: "", UserInfo: "" })
            return address;
        lookup.Report(name, "must be an https address without a query, like https://ACCOUNT.table.core.windows.net", SettingLookup.NotShown);
        return null;
    }

    private static bool IsOnThisMachine(EndPoint endpoint) => endpoint switch
    {
        IPEndPoint address => IPAddress.IsLoopback(address.Address),
        DnsEndPoint name => SiloSettings.IsLoopback(name.Host),
        _ => true, // a socket in the file system
    };

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerPattern();
}
