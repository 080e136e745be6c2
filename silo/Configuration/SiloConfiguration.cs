namespace Executor.Silo.Configuration;

/// <summary>Where settings come from.</summary>
internal static class SiloConfiguration
{
    /// <summary>
    /// <c>appsettings.json</c> in the working folder, then environment variables: a variable such as
    /// <c>Executor__Symbols__BTCUSDC__QTY_USD</c> replaces the same key of the file.
    /// </summary>
    public static IConfiguration Load() => new ConfigurationBuilder()
        .SetBasePath(Directory.GetCurrentDirectory())
        .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
        .AddEnvironmentVariables()
        .Build();
}
