using Executor.Silo.Journal;

namespace Executor.Silo.Tests.Journal;

public sealed class RollingFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Log => _folder.File("executor.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_WhenTheFileIsFull_BeginsAnotherAndKeepsTheOld()
    {
        using (var file = new RollingFile(Log, maxLines: 2))
        {
            foreach (var line in new[] { "1\n", "2\n", "3\n", "4\n", "5\n" })
                file.Append(System.Text.Encoding.UTF8.GetBytes(line));
        }

        Assert.Equal("5\n", File.ReadAllText(Log));
        Assert.Equal("3\n4\n", File.ReadAllText(Log + ".1"));
        Assert.Equal("1\n2\n", File.ReadAllText(Log + ".2"));
    }

    [Fact]
    public void Append_WhenOpenedAgain_CountsTheLinesThatAreThere()
    {
        File.WriteAllText(Log, "1\n2\n");
        using (var file = new RollingFile(Log, maxLines: 2))
            file.Append("3\n"u8);

        Assert.Equal("3\n", File.ReadAllText(Log));
        Assert.Equal("1\n2\n", File.ReadAllText(Log + ".1"));
    }

    [Fact]
    public void Append_WhenTheLastProcessDiedInsideALine_BeginsOnALineOfItsOwn()
    {
        File.WriteAllText(Log, "1\n{\"ts\":\"2025");
        using (var file = new RollingFile(Log, maxLines: 10))
            file.Append("2\n"u8);

        Assert.Equal("1\n{\"ts\":\"2025\n2\n", File.ReadAllText(Log));
    }

    [Fact]
    public void Append_WhenManyFilesHaveBeenFilled_DropsTheOldest()
    {
        using (var file = new RollingFile(Log, maxLines: 1))
        {
            for (var number = 0; number < 20; number++)
                file.Append(System.Text.Encoding.UTF8.GetBytes($"{number}\n"));
        }

        Assert.Equal(RollingFile.KeptFiles + 1, Directory.GetFiles(_folder.Path).Length);
        Assert.Equal("10\n", File.ReadAllText(Log + ".9"));
    }
}
