/**
 * How tools say an error number: in their own words (insmod and BusyBox), or as strerror() of the C library does, which is
 * translated; here is what glibc has for the errors that loading a module gives, in all of its languages.
 */
export type LoadError =
  | 'ENOEXEC'
  | 'ENOENT'
  | 'EINVAL'
  | 'EPERM'
  | 'EACCES'
  | 'EEXIST'
  | 'ENOKEY'
  | 'EKEYREJECTED'
  | 'ENOMEM'
  | 'ENODEV'
  | 'EBUSY'
  | 'ESRCH'
  | 'EBADMSG'
  | 'EOPNOTSUPP'
  | 'ETIMEDOUT';

/** By bars, as each language has its own. */
const WORDS: Readonly<Record<LoadError, string>> = {
  ENOEXEC:
    'Exec format error|Invalid module format|not an ELF file|Неправилен формат за изпълним файл|L’executable té un format erroni|Chybný formát spustitelného souboru|Ugyldigt format på eksekverbar fil|Fehler im Format der Programmdatei|Σφάλμα στη διαμόρφωση του εκτελέσιμου|Nevalida aranĝo de rulenda dosiero|Formato de ejecutable incorrecto|Käynnistettävän tiedoston muoto virheellinen|Erreur de format pour exec()|Exec erro de formato|Greška u formatu izvršne datoteke|Érvénytelen végrehajtható fájlformátum|Format eksekusi error|Formato eseguibile non valido|実行形式エラー|Exec 형식 오류|Paleidžiamojo failo formato klaida|Ugyldig format på eksekverbar fil|Verkeerd uitvoerbaar bestand|Błędny format pliku wykonywalnego|Erro de formato do executável|Erro no formato exec|Ошибка формата выполняемого файла|Chybný formát spustiteľného súboru|Napaka v zapisu izvedljive datoteke|Грешка формата извршавања|Formatfel på körbar fil|Çalıştırılabilir biçem hatası|Помилка, пов’язана з форматом виконуваних файлів|Lỗi định dạng thực hiện|可执行文件格式错误|可執行檔格式錯誤',
  ENOENT:
    'No such file or directory|Unknown symbol|unknown symbol|Няма такога файла ці каталога|Няма такъв файл или директория|El fitxer o directori no existeix|Adresář nebo soubor neexistuje|Ingen sådan fil eller filkatalog|Datei oder Verzeichnis nicht gefunden|Δεν υπάρχει τέτοιο αρχείο ή κατάλογος|Dosiero aŭ dosierujo ne ekzistas|No existe el fichero o el directorio|Tiedostoa tai hakemistoa ei ole|Aucun fichier ou dossier de ce type|Non hai tal ficheiro ou directorio|Nema takve datoteke ili direktorija|Nincs ilyen fájl vagy könyvtár|Necun tal file o directorio|Tidak ada berkas atau direktori seperti itu|File o directory non esistente|そのようなファイルやディレクトリはありません|그런 파일이나 디렉터리가 없습니다|Toks failas ar aplankas neegzistuoja|Ingen slik fil eller filkatalog|Bestand of map bestaat niet|Nie ma takiego pliku ani katalogu|Ficheiro ou pasta inexistente|Arquivo ou diretório inexistente|Нет такого файла или каталога|Adresár alebo súbor neexistuje|Datoteka ali imenik s tem imenom ne obstaja|Нема такве датотеке или директоријума|Filen eller katalogen finns inte|Böyle bir dosya ya da dizin yok|Немає такого файла або каталогу|Không có tập tin hoặc thư mục như vậy|没有那个文件或目录|沒有此一檔案或目錄',
  EINVAL:
    'Invalid argument|Invalid parameters|invalid parameter|Invalid module parameters|Неправилен аргумент|L’argument passat no és vàlid|Nepřípustný argument|Ugyldigt argument|Das Argument ist ungültig|Μη έγκυρη παράμετρος|Nevalida argumento|Argumento inválido|Virheellinen argumentti|Argument invalide|Parámetro incorrecto|Nevaljani argument|Érvénytelen argumentum|Argumen tidak valid|Argomento non valido|無効な引数です|부적절한 인수|Netinkamas argumentas|Ugyldig argument|Ongeldig argument|Zły argument|Недопустимый аргумент|Inkoresha siyo|Neprípustný argument|Neveljavni argument|Неисправан аргумент|Ogiltigt argument|Geçersiz argüman|Некоректний аргумент|Đối số không hợp lệ|无效的参数|不適用的引數',
  EPERM:
    'Operation not permitted|дзеяньне не дазволена|Действието не е позволено|L’operació no és permesa|Operace není povolena|Operationen er ikke tilladt|Die Operation ist nicht erlaubt|Η λειτουργία δεν επιτρέπεται|Operacio ne permesatas|Operación no permitida|Toiminto ei ole sallittu|Opération non permise|Operación non permitida|Operacija nije dopuštena|A művelet nem engedélyezett|Operasi tidak diijinkan|Operazione non permessa|許可されていない操作です|명령을 허용하지 않음|Operacija neleidžiama|Operasjonen er ikke tillatt|Actie is niet toegestaan|Operacja niedozwolona|Operação não permitida|Операция не позволена|Operácia nie je povolená|Operacija ni dovoljena|Радња није допуштена|Operationen inte tillåten|İşleme izin verilmedi|Дію заборонено|Thao tác không được phép|不允许的操作|此項操作並不被允許',
  EACCES:
    'Permission denied|бракуе правоў|Отказан достъп|S’ha denegat el permís|Operace zamítnuta|Adgang nægtet|Keine Berechtigung|Άρνηση πρόσβασης|Mankas permeso|Permiso denegado|Lupa evätty|Permission non accordée|Pristup je odbijen|Engedély megtagadva|Ijin ditolak|Permesso negato|許可がありません|허가 거부|Ikke tilgang|Toegang geweigerd|Brak dostępu|Permissão recusada|Permissão negada|Отказано в доступе|Prístup odmietnutý|Овлашћење је одбијено|Åtkomst nekas|Erişim engellendi|Відмовлено у доступі|Không đủ quyền truy cập|权限不够|拒絕不符權限的操作',
  EEXIST:
    'File exists|Module already in kernel|Module already loaded|Файл існуе|Файлът съществува|El fitxer ja existeix|Soubor již existuje|Filen eksisterer|Die Datei existiert bereits|Το αρχείο υπάρχει|Dosiero jam ekzistas|El fichero ya existe|Tiedosto on olemassa|Le fichier existe|O ficheiro xa existe|Datoteka postoji|A fájl már létezik|Berkas telah ada|File già esistente|ファイルが存在します|파일이 있습니다|Failas jau egzistuoja|Bestand bestaat al|Plik istnieje|O ficheiro existe|Arquivo existe|Файл существует|Súbor existuje|Datoteka že obstaja|Датотека постоји|Filen existerar|Dosya var|Файл вже існує|Tập tin đã sẵn có|文件已存在|檔案已存在',
  ENOKEY:
    'Required key not available|Необходимият ключ не е наличен|La clau requerida no es troba disponible|Požadovaný klíč není dostupný|Obligatorisk nøgle ikke tilgængelig|Der notwendige Schlüssel ist nicht verfügbar|Necesa ŝlosilo ne disponeblas|La clave requerida no está disponible|Vaadittava avain ei ole saatavilla|Clé requise non disponible|Potreban ključ nije dostupni|A szükséges kulcs nem érhető el|Kunci yang dibutuhkan tidak tersedia|La chiave richiesta non è disponibile|要求されたキーが利用できません|필요한 키가 없습니다|Reikalingas raktas nerastas|Vereiste sleutel is niet beschikbaar|Wymagany klucz niedostępny|Chave requerida indisponível|Chave necessária não disponível|Требуемый ключ недоступен|Захтеван кључ није доступан|Obligatorisk nyckel inte tillgänglig|Gerekli anahtar/tuş kullanılamaz durumda|Потрібний ключ недоступний|Khóa cần thiết không sẵn sàng|需要的关键字不存在|必要鍵值無法使用',
  EKEYREJECTED:
    'Key was rejected by service|Ключът е отказан от услугата|El servei ha rebutjat la clau|Klíč byl odmítnut službou|Nøglen blev afvist af tjeneste|Der SChlüssel wurde von Dienst zurückgewiesen|Ŝlosilo rifuziĝis per servo|La clave fue rechazada por el servicio|Palvelu hylkäsi avaimen|La clé a été rejetée par le service|Usluga je odbila ključ|A kulcsot a szolgáltatás elutasította|Kunci telah ditolah oleh layanan|La chiave è stata rifiutata dal servizio|キーがサービスによって拒否されました|서비스가 키를 거부했습니다|Raktas atmestas tarnybos|Sleutel werd geweigerd door service|Klucz został odrzucony przez usługę|Chave rejeitada pelo serviço|A chave foi rejeitada pelo serviço|Ключ был отвергнут службой|Кључ је одбијен услугом|Nyckeln accepterades inte av tjänsten|Anahtar hizmet tarafından reddedildi|Служба відмовилася прийняти ключ|Khóa bị dịch vụ từ chối|键值被服务所拒绝|鍵值被服務所拒絕',
  ENOMEM:
    'Cannot allocate memory|Out of memory|немагчыма разьмеркаваць памяць|Не може да се задели памет|No s’ha pogut reservar memòria|Nelze alokovat paměť|Kan ikke tildele hukommelse|Nicht genügend Hauptspeicher verfügbar|Δεν είναι δυνατό να δεσμευτεί μνήμη|Mankas sufiĉa memoro|No se pudo asignar memoria|Muistin varaaminen ei onnistu|Ne peut allouer de la mémoire|Non se pode reservar memoria|Nema dovoljno memorije|Nem foglalható memória|Tidak dapat mengalokasikan memori|Impossibile allocare memoria|メモリを確保できません|메모리를 할당할 수 없습니다|Nepavyko išskirti atminties|Kan ikke tildele minne|Onvoldoende geheugen beschikbaar|Nie można przydzielić pamięci|Impossível alocar memória|Não foi possível alocar memória|Невозможно выделить память|Nie je možné prideliť pamäť|Pomnilnika ni mogoče dodeliti|Не могу да доделим меморију|Kan inte allokera minne|Bellek ayrılamadı|Не вдалося розподілити пам’ять|Không thể cấp phát bộ nhớ|无法分配内存|無法配置記憶體',
  ENODEV:
    'No such device|прылада ня йснуе|Няма такова устройство|El dispositiu no és vàlid|Takové zařízení neexistuje|Ingen sådan enhed|Kein passendes Gerät gefunden|Δεν υπάρχει τέτοια συσκευή|Tiu aparato ne ekzistas|No existe el dispositivo|Laitetta ei ole|Aucun périphérique de ce type|Non hai tal dispositivo|Nema takvog uređaja|Nincs ilyen eszköz|Tidak ada perangkat seperti itu|Nessun device corrisponde|そのようなデバイスはありません|그런 장치가 없음|Tokio įrenginio nėra|Ingen slik enhet|Onjuist apparaat|Nie ma takiego urządzenia|Dispositivo inexistente|Нет такого устройства|Také zariadenie neexistuje|Takšna naprava ne obstaja|Нема таквог уређаја|Enheten finns inte|Böyle bir aygıt yok|Пристрою не знайдено|Không có thiết bị như vậy|没有那个设备|沒有此一裝置',
  EBUSY:
    'Device or resource busy|Прылада ці расурс заняты|Заето устройство или ресурс|El dispositiu o recurs es troba ocupat|Zařízení nebo zdroj jsou používány|Enheden eller ressourcen optaget|Das Gerät oder die Ressource ist belegt|Συσκευή ή πόροι είναι απασχολημένοι|Aparato aŭ risurco uziĝas|Dispositivo o recurso ocupado|Laite tai resurssi varattu|Périphérique ou ressource occupé|Dispositivo ou recurso ocupado|Uređaj ili resurs je zauzeti|Az eszköz vagy erőforrás foglalt|Perangkat atau sumber daya sibuk|Dispositivo o risorsa occupata|デバイスもしくはリソースがビジー状態です|장치나 자원이 동작 중|Įrenginys ar resursas užimtas|Enheten eller ressursen opptatt|Apparaat of hulpbron is bezig|Urządzenie lub zasoby zajęte|Dispositivo ou recurso está ocupado|Устройство или ресурс занято|Zariadenie alebo iný zdroj je používané|Naprava ali vir je v rabi|Уређај или извориште је заузето|Enhet eller resurs upptagen|Aygıt ya da özkaynak meşgul|Пристрій або ресурс зайнято|Thiết bị hoặc tài nguyên đang bận|设备或资源忙|裝置或系統資源忙碌中',
  ESRCH:
    'No such process|Module has wrong symbol version|module has wrong symbol version|працэс ня йснуе|Няма такъв процес|El procés no existeix|Tento proces neexistuje|Ingen sådan proces|Kein passender Prozess gefunden|Δεν υπάρχει τέτοια διεργασία|Tiu procezo ne ekzistas|No existe el proceso|Prosessia ei ole|Aucun processus de ce type|Non hai tal proceso|Nema takvog procesa|Nincs ilyen folyamat|Tidak ada proses seperti itu|Nessun processo corrisponde|そのようなプロセスはありません|그런 프로세스가 없음|Tokio proceso nėra|Ingen slik prosess|Proces bestaat niet|Nie ma takiego procesu|Processo inexistente|Нет такого процесса|Tak proces ne obstaja|Нема таквог процеса|Processen finns inte|Böyle bir süreç yok|Немає такого процесу|Không có tiến trình như vậy|没有那个进程|沒有此一程序',
  EBADMSG:
    'Bad message|Лошо съобщение|El missatge no és vàlid|Chybná zpráva|Ugyldig meddelelse|Ungültige Nachricht|Εσφαλμένο μήνυμα|Malbona mesaĝo|Mensaje erróneo|Virheellinen viesti|Message invalide|Mensaxe incorrecta|Loša poruka|Rossz üzenet|Pesan buruk|Messaggio errato|不正なメッセージです|메시지가 잘못됨|Blogas pranešimas|Ugyldig melding|Ongeldig bericht|Błędny komunikat|Má mensagem|Mensagem inválida|Неправильное сообщение|Chybná správa|Лоша порука|Felaktigt meddelande|İleti hatalı|Помилкове повідомлення|Thông điệp sai|错误的消息|錯誤的訊息',
  EOPNOTSUPP:
    'Operation not supported|Неподдържана операция|No es permet l’ús de l’operació|Operace není podporována|Operationen er ikke understøttet|Die Operation wird nicht unterstützt|Η λειτουργία δεν υποστηρίζεται|Operacio ne subtenatas|La operación no está soportada|Toiminto ei ole tuettu|Opération non supportée|Operación non soportada|Operacija nije podržana|A művelet nem támogatott|Operasi tidak didukung|Operazione non supportata|サポートされていない操作です|명령을 지원하지 않음|Operacija nepalaikoma|Operasjonen er ikke støttet|Actie wordt niet ondersteund|Operacja nie obsługiwana|Operação não suportada|Operação sem suporte|Неподдерживаемая операция|Operácia nie je podporovaná|Operacija ni podprta|Радња није подржана|Operationen stöds ej|İşlem desteklenmiyor|Дія не підтримується|Thao tác không được hỗ trợ|不支持的操作|此項操作並不被支援',
  ETIMEDOUT:
    "Connection timed out|Просрочена мрежова операция|La connexió ha expirat|Spojení bylo příliš dlouho neaktivní|Opkoblingen overskred tidsgrænsen|Die Wartezeit für die Verbindung ist abgelaufen|Λήξη σύνδεσης|Konekto transpasis limtempon|Expiró el tiempo de conexión|Yhteys aikakatkaistu|Connexion terminée par expiration du délai d'attente|A conexión espirou|Veza je prekinuta zbog ograničenja vremena čekanja nsa odgovor|Időtúllépés a kapcsolatban|Koneksi kehabisan waktu|Connessione scaduta|接続がタイムアウトしました|연결 시간 초과|Baigėsi prisijungimo laukimo laikas|Oppkoblingen overskred tidsgrensen|Verbinding is verlopen|Przekroczony czas oczekiwania na połączenie|Ligação expirada|Tempo esgotado para conexão|Время ожидания соединения истекло|Časový limit pre spojenie vypršal|Истекло је време везе|Förbindelsens tidsgräns löpte ut|Bağlantıda zaman aşımı|Перевищено інтервал очікування з'єднання|Kết nối đã quá hạn|连接超时|連線超過時間",
};

/** Text that was pasted has plain apostrophes only. */
const PHRASES = Object.entries(WORDS).flatMap(([error, words]) =>
  words
    .replaceAll('’', "'")
    .split('|')
    .map((phrase) => ({ error: error as LoadError, phrase: phrase.toLowerCase() })),
);

/** Which error a tool's words stand for; undefined where they are not known. */
export function loadErrorOf(text: string): LoadError | undefined {
  const said = text.toLowerCase();
  return PHRASES.find(({ phrase }) => said.includes(phrase))?.error;
}

const NUMBERS: Readonly<Record<number, LoadError>> = {
  1: 'EPERM',
  2: 'ENOENT',
  3: 'ESRCH',
  8: 'ENOEXEC',
  12: 'ENOMEM',
  13: 'EACCES',
  16: 'EBUSY',
  17: 'EEXIST',
  19: 'ENODEV',
  22: 'EINVAL',
  74: 'EBADMSG',
  95: 'EOPNOTSUPP',
  110: 'ETIMEDOUT',
  126: 'ENOKEY',
  129: 'EKEYREJECTED',
};

/** By its number in the kernel, which is negative: `-22`. */
export function loadErrorNumber(errno: number): LoadError | undefined {
  return NUMBERS[Math.abs(errno)];
}
