using Executor.Storage.Sqlite;
using Executor.Storage.State;
using Executor.Storage.Tests.Conformance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;

namespace Executor.Storage.Tests.Sqlite;

/// <summary>A folder of its own for the files of one test.</summary>
internal sealed class SqliteFolder : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("executor-storage-").FullName;
    private readonly List<SqliteFile> _files = [];
    private readonly ServiceProvider _orleans = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public string FilePath => Path.Combine(_folder, "executor.db");

    public static StateSchemas Schemas { get; } = new([new StateSchema<SampleState>("sample", 1, SampleJson.Default.SampleState)]);

    public SqliteFile Open(string? path = null)
    {
        var file = new SqliteFile(new SqliteFileOptions { Path = path ?? FilePath, BusyTimeout = TimeSpan.FromSeconds(1) }, NullLogger<SqliteFile>.Instance);
        _files.Add(file);
        return file;
    }

    public SqliteGrainStorage OpenStorage(string? path = null, StateSchemas? schemas = null, string service = "executor") =>
        Storage(Open(path), schemas, service);

    public SqliteGrainStorage Storage(SqliteFile file, StateSchemas? schemas = null, string service = "executor") =>
        new("positions", file, schemas ?? Schemas, _orleans.GetRequiredService<IActivatorProvider>(), Cluster(service));

    public SqliteReminderTable OpenReminders(string? path = null, string service = "executor") => new(Open(path), Cluster(service));

    /// <summary>The files as a crash at this moment would leave them, under another name.</summary>
    public string Crash()
    {
        var crashed = Path.Combine(_folder, $"crashed-{_files.Count}.db");
        foreach (var suffix in new[] { "", "-wal" }) // the -shm file is not on the disk in earnest: it is rebuilt
        {
            if (File.Exists(FilePath + suffix))
                File.Copy(FilePath + suffix, crashed + suffix);
        }
        return crashed;
    }

    /// <summary>Runs SQL behind the back of the provider, as an operator or another program would.</summary>
    public object? Sql(string sql, string? path = null)
    {
        using var connection = new SqliteConnection($"Data Source={path ?? FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files)
            await file.DisposeAsync();
        await _orleans.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static IOptions<ClusterOptions> Cluster(string service) => Options.Create(new ClusterOptions { ServiceId = service, ClusterId = "test" });
}
