using Microsoft.Extensions.Options;

namespace Executor.Storage.Sqlite;

/// <summary>Stops the start of a silo whose file could not be used, or would not be durable.</summary>
internal sealed class SqliteFileOptionsValidator : IValidateOptions<SqliteFileOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteFileOptions options)
    {
        var errors = new ValidateOptionsResultBuilder();
        if (!Path.IsPathFullyQualified(options.Path) || options.Path.Contains(":memory:", StringComparison.Ordinal))
            errors.AddError($"must be the full path of a file, is '{options.Path}'.", nameof(options.Path));
        else if (Directory.Exists(options.Path))
            errors.AddError($"must be the path of a file, '{options.Path}' is a folder.", nameof(options.Path));
        if (options.BusyTimeout.TotalSeconds is < 1 or > 60 || options.BusyTimeout.Ticks % TimeSpan.TicksPerSecond != 0)
            errors.AddError($"must be whole seconds from 00:00:01 to 00:01:00, is {options.BusyTimeout}.", nameof(options.BusyTimeout));
        if (options.MaximumBatch is < 1 or > 10_000)
            errors.AddError($"must be from 1 to 10000, is {options.MaximumBatch}.", nameof(options.MaximumBatch));
        return errors.Build();
    }
}
